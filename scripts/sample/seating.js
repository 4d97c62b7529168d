// Copyright (c) The Nearcopy authors

/** Seats parties at tables: the largest first, each at the table that it fills best. */
export function seatParties(parties, tables) {
  const waiting = parties.slice().sort((a, b) => b.guests - a.guests || a.arrival - b.arrival);
  const seated = new Map();
  const left = [];
  for (const party of waiting) {
    let best = null;
    for (const table of tables) {
      const taken = seated.get(table.id) ?? [];
      const free = table.seats - taken.reduce((sum, other) => sum + other.guests, 0);
      if (free < party.guests) continue;
      if (best === null || free < best.free) best = { table, taken, free };
    }
    if (best === null) {
      left.push({ party, reason: tables.some((table) => table.seats >= party.guests) ? 'full' : 'too large' });
      continue;
    }
    seated.set(best.table.id, [...best.taken, party]);
  }
  return { seated, left };
}

/** How long parties wait on average, in minutes, by the hour in which they came. */
export function waitByHour(visits) {
  const hours = Array.from({ length: 24 }, () => ({ count: 0, minutes: 0 }));
  for (const { arrival, seatedAt } of visits) {
    if (seatedAt === null) continue;
    const hour = hours[Math.floor(arrival / 60) % 24];
    hour.count += 1;
    hour.minutes += seatedAt - arrival;
  }
  return hours.map(({ count, minutes }) => (count === 0 ? null : Math.round(minutes / count)));
}
