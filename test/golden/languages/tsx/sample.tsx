// @ts-nocheck: read as text by the golden tests
import React, { useState, type ReactNode } from 'react';

interface Props<T> {
  readonly rows: readonly T[];
  children?: ReactNode;
  onPick?: (row: T, at: number) => void;
}

type Order = 'up' | 'down';

export function Board<T extends { id: string; score: number }>({ rows, children, onPick }: Props<T>): JSX.Element | null {
  const [order, setOrder] = useState<Order>('up');
  const [picked, setPicked] = useState<string | undefined>();
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => (order === 'up' ? a.score - b.score : b.score - a.score));

  function pick(row: T, at: number): void {
    setPicked(row.id === picked ? undefined : row.id);
    onPick?.(row, at);
    if (at > 2 && row.score >= 100) {
      setOrder((old) => (old === 'up' ? 'down' : 'up'));
    }
  }

  return (
    <section className="board" data-order={order}>
      <Header<T> title="scores" />
      {children}
      <ol>
        {sorted.map((row, at) => (
          <li key={row.id} className={`row ${row.id === picked ? 'picked' : ''}`} onClick={() => pick(row, at)}>
            <b>{at + 1}.</b> {row.score} points
          </li>
        ))}
      </ol>
      {picked !== undefined && <p>picked {picked!}</p>}
      <>
        <input type="checkbox" checked={order === 'down'} onChange={(event) => setOrder(event.target.checked ? 'down' : 'up')} />
      </>
    </section>
  );
}

export const Total: React.FC<{ scores: number[] }> = ({ scores }) => {
  let sum = 0;
  for (const score of scores) sum += score;
  const mean = scores.length > 0 ? (sum / scores.length).toFixed(1) : '-';
  return <footer {...{ hidden: sum === 0 }}>{sum} in all, {mean} on average</footer>;
};

export class Boundary extends React.Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    const { fallback, children } = this.props as { fallback: ReactNode; children: ReactNode };
    return this.state.failed ? <Board.Message kind="error">{fallback}</Board.Message> : children;
  }
}
