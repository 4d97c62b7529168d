// Reads opening hours such as `Mo-Fr 08:30-18:00; Sa 10:00-14:00`, and says whether a shop is open.
const DAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'];

export function parseHours(text) {
  const week = DAYS.map(() => []);
  for (const rule of text.split(';').map((part) => part.trim()).filter(Boolean)) {
    const match = /^(\w\w)(?:-(\w\w))?\s+(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(rule);
    if (!match) throw new SyntaxError(`not an opening time: '${rule}'`);
    const [, first, last = first, ...clock] = match;
    const [fromHour, fromMinute, toHour, toMinute] = clock.map(Number);
    for (const day of daysBetween(DAYS.indexOf(first), DAYS.indexOf(last))) {
      week[day].push({ opens: fromHour * 60 + fromMinute, closes: toHour * 60 + toMinute });
    }
  }
  return week;
}

export function isOpen(week, moment) {
  const minute = moment.getHours() * 60 + moment.getMinutes();
  return week[moment.getDay()].some(({ opens, closes }) => opens <= minute && minute < closes);
}

function* daysBetween(first, last) {
  if (first < 0 || last < 0) throw new SyntaxError('a day is one of ' + DAYS.join(', '));
  for (let day = first; ; day = (day + 1) % DAYS.length) {
    yield day;
    if (day === last) return;
  }
}
