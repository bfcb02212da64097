/** A leap second is written as 60. */
const IMF_FIXDATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60) GMT$/;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const MS_PER_DAY = 86_400_000;

/**
 * The time in a `Date` header, in ms since the epoch: the one form that senders may use (IMF-fixdate, RFC 9110 section
 * 5.6.7). Undefined for anything else, the forms of the last century included.
 */
export function parseHttpDate(text: string): number | undefined {
  const match = IMF_FIXDATE.exec(text);
  if (match === null) return undefined;
  const [day = 0, year = 0, hour = 0, minute = 0, second = 0] = [1, 3, 4, 5, 6].map((n) => Number(match[n]));
  const days = daysSinceEpoch(year, MONTHS.indexOf(match[2] ?? '') + 1, day);
  return days === undefined ? undefined : days * MS_PER_DAY + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** In the Gregorian calendar; undefined where the month has no such day. */
function daysSinceEpoch(year: number, month: number, day: number): number | undefined {
  if (day < 1 || day > lengthOfMonth(year, month)) return undefined;
  // Counted in years that begin in March, so that the leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  return shifted * 365 + leapDays + dayOfYear - DAYS_TO_EPOCH;
}

/** From 1 March of the year 0 to 1 January 1970. */
const DAYS_TO_EPOCH = 719_468;

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
