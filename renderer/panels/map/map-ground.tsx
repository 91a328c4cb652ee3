import { useMemo } from 'react';
import { mapText } from '../../i18n/areas/map.ts';
import { useText } from '../../i18n/use-text.ts';
import { outsideOf } from '../../map/island-features.ts';
import { GraticuleLayer } from '../../map/layers/graticule-layer.tsx';
import { IslandNamesLayer } from '../../map/layers/island-names-layer.tsx';
import { IslandsLayer } from '../../map/layers/islands-layer.tsx';
import { PackLayer } from '../../map/layers/pack-layer.tsx';
import { PlacesLayer } from '../../map/layers/places-layer.tsx';
import { SkeletonLayer } from '../../map/layers/skeleton-layer.tsx';
import { SeaLayer } from '../../map/layers/sea-layer.tsx';
import type { MapPack } from '../../map/map-pack.ts';
import type { MapPalette } from '../../map/map-palette.ts';
import type { MapOfStation } from '../../map/use-map-of-station.ts';

/** Sea, land, roads and names: the installed pack where it reaches, the shipped islands everywhere else. */
export function MapGround({ shipped, installed, palette }: {
  readonly shipped: MapPack;
  readonly installed: MapOfStation['pack'];
  readonly palette: MapPalette;
}) {
  const text = useText(mapText);
  const islands = useMemo(() => (installed ? outsideOf(installed.box, shipped.islands) : shipped.islands), [installed, shipped]);
  const gridArea = useMemo(() => {
    const [west, south, east, north] = shipped.overview;
    return { west: west - 1, south: south - 1, east: east + 1, north: north + 1 };
  }, [shipped]);
  return (
    <>
      <SeaLayer palette={palette} />
      <GraticuleLayer area={gridArea} letters={text.letters} palette={palette} />
      <IslandsLayer islands={islands} palette={palette} />
      {installed ? <PackLayer packId={installed.id} palette={palette} /> : <SkeletonLayer skeleton={shipped.skeleton} palette={palette} />}
      <IslandNamesLayer islands={shipped.islands} palette={palette} />
      <PlacesLayer places={shipped.places} isBesidePack={installed !== null} palette={palette} />
    </>
  );
}
