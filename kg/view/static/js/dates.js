// Dates of reduced precision: 2023, 2023-07, 2023-07-03 and intervals of them, in words and as days.

const DAY = 86400000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ISO = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** An ISO 8601 date or interval in words ("26 Jun 2023"); anything else as it is. */
export function dateWords(date) {
  const text = date || "";
  if (text.includes("/")) {
    const [first, last] = [text.slice(0, text.indexOf("/")), text.slice(text.indexOf("/") + 1)].map(dateWords);
    return first === last ? first : [first, last].filter(Boolean).join(" – ");
  }
  const found = ISO.exec(text);
  if (!found) return text;
  const [, year, month, day] = found;
  return [day && String(Number(day)), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
}

function days(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return Math.round(date.getTime() / DAY);
}

/** The first and the last day that a date or interval covers, as days since 1970; null for anything else. */
export function daysOf(date) {
  const [first, last = first] = (date || "").split("/", 2);
  const [start, end] = [ISO.exec(first), ISO.exec(last)];
  if (!start || !end) return null;
  const from = days(Number(start[1]), Number(start[2] || 1) - 1, Number(start[3] || 1));
  const to = end[3] ? days(Number(end[1]), Number(end[2]) - 1, Number(end[3]))
    : end[2] ? days(Number(end[1]), Number(end[2]), 0) : days(Number(end[1]), 12, 0);
  return to < from ? null : [from, to];
}

/** A day since 1970 as an ISO date. */
export const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The days that begin the spaces of a histogram from one day to another: days, weeks, months, quarters or years. */
export function spaces(from, to, most = 60) {
  const length = to - from + 1;
  if (length <= most) return Array.from({ length }, (_, i) => from + i);
  if (length <= most * 7) return Array.from({ length: Math.ceil(length / 7) }, (_, i) => from + i * 7);
  const start = new Date(from * DAY);
  const months = [1, 3, 12, 60, 120].find((step) => length / (step * 30.4) <= most) || 1200;
  const first = months >= 12 ? 0 : start.getUTCMonth() - (start.getUTCMonth() % months);
  const found = [];
  for (let i = 0; ; i += months) {
    const day = days(start.getUTCFullYear(), first + i, 1);
    if (day > to) return found;
    found.push(day);
  }
}
