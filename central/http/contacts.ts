/** What a station last said of itself, as this central heard it. */
export type Contact = { readonly atMs: number; readonly clockOffsetMs: number | null; readonly toSend: number | null };

export type Contacts = {
  heard(site: string, station: string, state: string | undefined): void;
  of(site: string, station: string): Contact | undefined;
};

const statePattern = /^(-?\d{1,15})?;(\d{1,9})$/;

/** When each enrolled station was last heard, and what it told in the header of its calls. Only who proved who it is is kept, so it stays small. */
export function createContacts(now: () => number): Contacts {
  const contacts = new Map<string, Contact>();
  return {
    heard(site, station, state) {
      const [, offset, toSend] = statePattern.exec(state ?? '') ?? [];
      contacts.set(`${site}/${station}`, {
        atMs: now(),
        clockOffsetMs: offset === undefined ? null : Number(offset),
        toSend: toSend === undefined ? null : Number(toSend),
      });
    },
    of: (site, station) => contacts.get(`${site}/${station}`),
  };
}
