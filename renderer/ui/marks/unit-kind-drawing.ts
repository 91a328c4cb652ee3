import type { UnitKind } from '#domain/units/unit.ts';

/** A drawing in a square of 24 by 24: the outline of the kind, and what is cut out of it. */
export type UnitKindDrawing = { readonly outline: string; readonly cut: string };

const plus = 'M10.4 6.8h3.2v3.6h3.6v3.2h-3.6v3.6h-3.2v-3.6H6.8v-3.2h3.6z';

/** Each kind has an outline of its own, so that it is told apart without colour and from a metre away. */
export const unitKindDrawing: Readonly<Record<UnitKind, UnitKindDrawing>> = {
  ambulance: { outline: 'M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 0 0 0-21z', cut: plus },
  'sea-ambulance': {
    outline: 'M8 2.5h8v8h7l-3.6 9.2q-.7 1.8-2.6 1.8H7.2q-1.9 0-2.6-1.8L1 10.5h7z',
    cut: 'M10.6 11.4h2.8v2.4h2.4v2.8h-2.4V19h-2.8v-2.4H8.2v-2.8h2.4z',
  },
  'fire-engine': {
    outline: 'M4 2.5h16q1.5 0 1.5 1.5v16q0 1.5-1.5 1.5H4q-1.5 0-1.5-1.5V4Q2.5 2.5 4 2.5z',
    cut: 'M12.6 4.8c.4 3 4.4 4.6 4.4 9a5 5 0 0 1-10 0c0-2.2 1.2-3.6 2.3-4.8.3 1.3.8 1.9 1.5 2.3-.3-2.5.3-4.9 1.8-6.5z',
  },
  police: {
    outline: 'M12 1.2 21.5 4.5v7.5c0 5.5-4 9-9.5 11-5.5-2-9.5-5.5-9.5-11V4.5z',
    cut: 'M12 6l1.7 3.7 4 .5-3 2.7.8 4-3.5-2-3.5 2 .8-4-3-2.7 4-.5z',
  },
  rescue: {
    outline: 'M12 1.5a10.5 10.5 0 1 0 0 21 10.5 10.5 0 0 0 0-21zm0 6.8a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.4z',
    cut: 'M11 1h2v6.6h-2zM11 16.4h2V23h-2zM1 11h6.6v2H1zM16.4 11H23v2h-6.6z',
  },
  puskesmas: { outline: 'M12 1.5 22.5 10v12.5h-21V10z', cut: 'M10.6 9h2.8v3.1h3.1v2.8h-3.1V18h-2.8v-3.1H7.5v-2.8h3.1z' },
  volunteer: {
    outline: 'M12 1.5a5 5 0 0 1 3.2 8.8c4 1.2 6.8 4.7 7.3 12.2h-21c.5-7.5 3.3-11 7.3-12.2A5 5 0 0 1 12 1.5z',
    cut: '',
  },
};
