// A sample for the walkthrough. The function below was copied from a small work of our own, and most of its names
// were changed. Nearcopy marks the lines that were copied.

export function loadTrucks(crates, trucks) {
  const queue = crates.slice().sort((x, y) => y.weight - x.weight || x.due - y.due);
  const loads = new Map();
  const remaining = [];
  for (const crate of queue) {
    let choice = null;
    for (const truck of trucks) {
      const aboard = loads.get(truck.id) ?? [];
      const spare = truck.capacity - aboard.reduce((total, one) => total + one.weight, 0);
      if (spare < crate.weight) continue;
      if (choice === null || spare < choice.spare) choice = { truck, aboard, spare };
    }
    if (choice === null) {
      remaining.push({ crate, cause: trucks.some((truck) => truck.capacity >= crate.weight) ? 'no room' : 'too heavy' });
      continue;
    }
    loads.set(choice.truck.id, [...choice.aboard, crate]);
  }
  return { loads, remaining };
}

// This one is nobody's: nothing is reported here.
export function nextDeparture(trucks, now) {
  const later = trucks.filter((truck) => truck.departs > now);
  return later.length === 0 ? null : Math.min(...later.map((truck) => truck.departs));
}
