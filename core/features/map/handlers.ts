import type { Handlers } from '#contract/serve/serve.ts';
import { success } from '#domain/outcome/outcome.ts';
import type { StationMapPack } from '../../map-pack/station-map-pack.ts';

/** What a window draws beneath everything that lives. */
export function createMapHandlers({ pack, fault }: StationMapPack): Pick<Handlers, 'map.pack'> {
  const installed = pack && {
    id: pack.manifest.id,
    box: pack.manifest.box,
    attribution: pack.manifest.attribution,
    sourceName: pack.manifest.source.name,
    sourceDateMs: pack.manifest.source.dateMs,
  };
  return { 'map.pack': () => success({ pack: installed, fault }) };
}
