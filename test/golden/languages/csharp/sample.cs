using System;
using System.Collections.Generic;
using static System.Math;

namespace Demo.Foundry
{
    #region castings
    [Flags]
    public enum Finish { Raw = 0, Ground = 1, Painted = 1 << 1 }

    public delegate void Poured(object sender, int litres);

    /// <summary>A casting and how it cools.</summary>
    public sealed partial class Casting<T> : Piece, IComparable<Casting<T>> where T : struct, IMetal
    {
        private const int Limit = 0x7F, Least = 1;
        private readonly Dictionary<string, List<T>> alloys = new();
        protected internal event Poured? OnPoured;
        private double heat;

        public string Name { get; private set; } = "casting";
        public bool Cold => heat < Least && Name.Length > 0 && alloys.Count == 0 && Finish.Raw.ToString() != null;
        public double Heat
        {
            get => heat;
            set
            {
                if (value < 0 || double.IsNaN(value)) { throw new ArgumentOutOfRangeException(nameof(value), $"{value:F1} is cold"); }
                heat = Min(value, Limit);
                OnPoured?.Invoke(this, (int)heat);
            }
        }

        public T this[string key, int at] { get { return alloys[key][at]; } }

        public Casting(double heat, string name = "casting") : base(name)
        {
            this.heat = heat;
            this.Name = name ?? throw new ArgumentNullException(nameof(name));
        }

        ~Casting() { Dispose(false); }

        public static Casting<T> operator +(Casting<T> left, Casting<T> right) => new(left.heat + right.heat);
        public static implicit operator double(Casting<T> casting) => casting.heat;

        public int CompareTo(Casting<T>? other) => other is null ? 1 : heat.CompareTo(other.heat);

        public async Task<IList<R>> CoolAsync<R>(Func<T, R> report, params int[] steps)
        {
            var reports = new List<R> { Capacity = 4 };
            int step = 0, left = steps.Length;
            while (left-- > 0)
            {
                await Task.Delay(steps[step++] * 10).ConfigureAwait(false);
                heat *= 0.9;
                if (heat >= Limit) continue;
                foreach (KeyValuePair<string, List<T>> pair in alloys)
                    if (!(pair.Value is [] or null)) reports.Add(report(pair.Value[^1]));
            }
            bool Warm(double level) => level > Least;
            do { heat--; } while (Warm(heat) == true);
            return reports;
        }

        public string Describe(object? thing, ref int count, out double weight)
        {
            weight = count >> 1;
            switch (thing)
            {
                case null:
                    return "nothing";
                case int number when number >= 3:
                case long:
                    goto default;
                default:
                    count += 2;
                    break;
            }
            var text = thing switch
            {
                string { Length: > 5 } word => word[1..3],
                (int x, int y) => $"{x} of {y}",
                not null => @"some ""thing""",
                _ => """raw""",
            };
            return thing as string ?? text + thing!.GetHashCode() % 7;
        }

        private unsafe void Mould(List<int> rows, Action<string> log)
        {
            int[] sizes = { 1, 2 };
            var grid = new int[3, 4];
            using var stream = Open("mould.bin");
            using (Writer writer = new(stream))
            {
                try { writer.Write(sizes.Where(size => size > 1).Select((int size, int at) => { return size * at; }).ToArray()); }
                catch (IOException e) when (e.HResult != 0) { log(e.Message); }
                finally { writer.Flush(); }
            }
            var big = from row in rows where row > 2 orderby row descending select new { Row = row, Half = row / 2.0m };
            rows.ForEach(delegate (int row) { lock (alloys) { grid[row, 0] ^= ~row; } });
            if (!alloys.TryGetValue("iron", out List<T>? iron) && default(T).Equals(typeof(T))) yield break;
            for (; ; ) { log('x' + String.Empty); checked { heat -= -1e3; } break; }
        }
    }
    #endregion

    public record struct Ingot(double Weight, string Metal = "tin");

    interface IMetal { double Density { get; } void Melt(); }
}
