/** A ticket as it is read out over the line: `2-075-207` becomes `dua · kosong tujuh lima · dua kosong tujuh`. `digits` are the ten words. */
export function spokenTicket(number: string, digits: string): string {
  const words = digits.split(' ');
  return number
    .split(/[-/]/)
    .map((group) => (/^\d+$/.test(group) ? [...group].map((digit) => words[Number(digit)] ?? digit).join(' ') : group))
    .join(' · ');
}
