/**
 * A number as it is read aloud here: the country code gives way to the leading zero, digits in groups of four. What is
 * no Indonesian number stays as it came.
 */
export function phoneText(number: string): string {
  const domestic = number.replace(/^\+62/, '0');
  if (!/^0\d{7,13}$/.test(domestic)) return number;
  return domestic.replace(/(\d{4})(?=\d)/g, '$1-');
}
