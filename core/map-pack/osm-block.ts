import { PbfReader } from 'pbf';
import type { Tags } from '#domain/routes/read-road-tags.ts';

export type OsmMember = { readonly kind: 'node' | 'way' | 'relation'; readonly id: number; readonly role: string };

/** What is wanted of a block. `tags` are made only when asked for. */
export type OsmVisitor = {
  readonly node?: (id: number, longitudeE7: number, latitudeE7: number, tags: () => Tags) => void;
  readonly way?: (id: number, refs: readonly number[], tags: Tags) => void;
  readonly relation?: (id: number, members: readonly OsmMember[], tags: Tags) => void;
};

const noTags: Tags = new Map();
const memberKinds = ['node', 'way', 'relation'] as const;
const known = new Set(['OsmSchema-V0.6', 'DenseNodes']);

type FileHeader = { box: readonly [west: number, south: number, east: number, north: number] | null; unknown: string[]; sourceMs: number | null };

/** The header block: the features this program does not know, the box in degrees and the date of the data, where they are given. */
export function readOsmHeader(bytes: Uint8Array): FileHeader {
  return new PbfReader(bytes).readFields(
    (tag, header: FileHeader, reader) => {
      if (tag === 1) {
        const box = reader.readMessage((side, sides: number[], inner) => void (sides[side] = inner.readSVarint() / 1e9), []);
        header.box = [box[1] ?? 0, box[4] ?? 0, box[2] ?? 0, box[3] ?? 0];
      } else if (tag === 4) {
        const feature = reader.readString();
        if (!known.has(feature)) header.unknown.push(feature);
      } else if (tag === 32) header.sourceMs = reader.readVarint() * 1_000;
    },
    { box: null, unknown: [], sourceMs: null },
  );
}

/** Reads a block of data. Throws where it is damaged. */
export function readOsmBlock(bytes: Uint8Array, visitor: OsmVisitor): void {
  const block = new PbfReader(bytes).readFields(
    (tag, found: { strings: Uint8Array | null; groups: Uint8Array[]; granularity: number; latitude: number; longitude: number }, reader) => {
      if (tag === 1) found.strings = reader.readBytes();
      else if (tag === 2) found.groups.push(reader.readBytes());
      else if (tag === 17) found.granularity = reader.readVarint();
      else if (tag === 19) found.latitude = reader.readVarint(true);
      else if (tag === 20) found.longitude = reader.readVarint(true);
    },
    { strings: null, groups: [], granularity: 100, latitude: 0, longitude: 0 },
  );
  const strings: string[] = block.strings === null ? [] : new PbfReader(block.strings).readFields((tag, list: string[], reader) => void (tag === 1 && list.push(reader.readString())), []);
  const context: Context = {
    visitor,
    text(index) {
      const text = strings[index];
      if (text === undefined) throw new Error('a text is missing');
      return text;
    },
    toE7: (value, offset) => Math.round((offset + block.granularity * value) / 100),
    latitude: block.latitude,
    longitude: block.longitude,
  };
  for (const group of block.groups) {
    new PbfReader(group).readFields((tag, result: null, reader) => {
      if (tag === 1 && visitor.node) readNode(reader.readBytes(), context);
      else if (tag === 2 && visitor.node) readDense(reader.readBytes(), context);
      else if (tag === 3 && visitor.way) readWay(reader.readBytes(), context);
      else if (tag === 4 && visitor.relation) readRelation(reader.readBytes(), context);
      return result;
    }, null);
  }
}

type Context = {
  readonly visitor: OsmVisitor;
  readonly text: (index: number) => string;
  readonly toE7: (value: number, offset: number) => number;
  readonly latitude: number;
  readonly longitude: number;
};

function tagsOf(keys: readonly number[], values: readonly number[], { text }: Context): Tags {
  if (keys.length !== values.length) throw new Error('a tag has no value');
  return keys.length === 0 ? noTags : new Map(keys.map((key, index) => [text(key), text(values[index] ?? -1)]));
}

function readNode(bytes: Uint8Array, context: Context): void {
  const node = new PbfReader(bytes).readFields(
    (tag, found: { id: number; keys: number[]; values: number[]; latitude: number; longitude: number }, reader) => {
      if (tag === 1) found.id = reader.readSVarint();
      else if (tag === 2) reader.readPackedVarint(found.keys);
      else if (tag === 3) reader.readPackedVarint(found.values);
      else if (tag === 8) found.latitude = reader.readSVarint();
      else if (tag === 9) found.longitude = reader.readSVarint();
    },
    { id: 0, keys: [], values: [], latitude: 0, longitude: 0 },
  );
  context.visitor.node?.(node.id, context.toE7(node.longitude, context.longitude), context.toE7(node.latitude, context.latitude), () => tagsOf(node.keys, node.values, context));
}

function readDense(bytes: Uint8Array, context: Context): void {
  const dense = new PbfReader(bytes).readFields(
    (tag, found: { ids: number[]; latitudes: number[]; longitudes: number[]; tags: number[] }, reader) => {
      if (tag === 1) reader.readPackedSVarint(found.ids);
      else if (tag === 8) reader.readPackedSVarint(found.latitudes);
      else if (tag === 9) reader.readPackedSVarint(found.longitudes);
      else if (tag === 10) reader.readPackedVarint(found.tags);
    },
    { ids: [], latitudes: [], longitudes: [], tags: [] },
  );
  const { ids, latitudes, longitudes, tags } = dense;
  if (latitudes.length !== ids.length || longitudes.length !== ids.length) throw new Error('a node has no position');
  let [id, latitude, longitude, at] = [0, 0, 0, 0];
  for (let index = 0; index < ids.length; index += 1) {
    id += ids[index] ?? 0;
    latitude += latitudes[index] ?? 0;
    longitude += longitudes[index] ?? 0;
    const start = at;
    if (tags.length > 0) {
      while (tags[at] !== 0) {
        if (at >= tags.length) throw new Error('the tags of nodes end too early');
        at += 2;
      }
      at += 1;
    }
    const end = at - 1;
    context.visitor.node?.(id, context.toE7(longitude, context.longitude), context.toE7(latitude, context.latitude), () => {
      if (end <= start) return noTags;
      const found = new Map<string, string>();
      for (let tag = start; tag < end; tag += 2) found.set(context.text(tags[tag] ?? -1), context.text(tags[tag + 1] ?? -1));
      return found;
    });
  }
}

function readWay(bytes: Uint8Array, context: Context): void {
  const way = new PbfReader(bytes).readFields(
    (tag, found: { id: number; keys: number[]; values: number[]; refs: number[] }, reader) => {
      if (tag === 1) found.id = reader.readVarint();
      else if (tag === 2) reader.readPackedVarint(found.keys);
      else if (tag === 3) reader.readPackedVarint(found.values);
      else if (tag === 8) reader.readPackedSVarint(found.refs);
    },
    { id: 0, keys: [], values: [], refs: [] },
  );
  let ref = 0;
  for (let index = 0; index < way.refs.length; index += 1) way.refs[index] = ref += way.refs[index] ?? 0;
  context.visitor.way?.(way.id, way.refs, tagsOf(way.keys, way.values, context));
}

function readRelation(bytes: Uint8Array, context: Context): void {
  const relation = new PbfReader(bytes).readFields(
    (tag, found: { id: number; keys: number[]; values: number[]; roles: number[]; ids: number[]; kinds: number[] }, reader) => {
      if (tag === 1) found.id = reader.readVarint();
      else if (tag === 2) reader.readPackedVarint(found.keys);
      else if (tag === 3) reader.readPackedVarint(found.values);
      else if (tag === 8) reader.readPackedVarint(found.roles);
      else if (tag === 9) reader.readPackedSVarint(found.ids);
      else if (tag === 10) reader.readPackedVarint(found.kinds);
    },
    { id: 0, keys: [], values: [], roles: [], ids: [], kinds: [] },
  );
  if (relation.roles.length !== relation.ids.length || relation.kinds.length !== relation.ids.length) throw new Error('a member has no role');
  let id = 0;
  const members = relation.ids.map((step, index): OsmMember => {
    id += step;
    const kind = memberKinds[relation.kinds[index] ?? -1];
    if (kind === undefined) throw new Error('a member is of no known kind');
    return { kind, id, role: context.text(relation.roles[index] ?? -1) };
  });
  context.visitor.relation?.(relation.id, members, tagsOf(relation.keys, relation.values, context));
}
