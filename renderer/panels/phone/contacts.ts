import { plainName } from '#domain/places/fold-name.ts';

export type Contact = { readonly id: string; readonly name: string; readonly phone: string };

type Listed = { readonly id: string; readonly name: string; readonly phone: string | null };

/** Agencies, then neighbours, as the profile orders them; who has no number cannot be called. */
export function contactsOf(site: { readonly agencies: readonly Listed[]; readonly neighbours: readonly Listed[] }): readonly Contact[] {
  return [...site.agencies, ...site.neighbours].flatMap(({ id, name, phone }) => (phone === null ? [] : [{ id, name, phone }]));
}

/** Whose names have words that begin as what was typed; all of them while nothing or a number is typed. */
export function contactsNamed(typed: string, contacts: readonly Contact[]): readonly Contact[] {
  if (!isName(typed)) return contacts;
  const wanted = plainName(typed).split(' ').filter((word) => word !== '');
  return contacts.filter(({ id, name }) => {
    const words = [...plainName(name).split(' '), plainName(id)];
    return wanted.every((each) => words.some((word) => word.startsWith(each)));
  });
}

/** What is called for what was typed: a number or SIP address as it stands, or the number of the first contact of that name; empty when there is none. */
export function targetOf(typed: string, contacts: readonly Contact[]): string {
  const text = isName(typed) ? (contactsNamed(typed, contacts)[0]?.phone ?? '') : typed;
  return text.replaceAll(/[\s().-]/g, '');
}

/** A number may hold the letters A to D of a keypad after its first digit; an address has its sign. */
function isName(typed: string): boolean {
  return /^\s*\p{L}/u.test(typed) && !typed.includes('@') && !/^\s*sips?:/.test(typed);
}
