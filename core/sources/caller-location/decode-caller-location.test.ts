import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallerFix } from '#domain/calls/caller-fix.ts';
import type { Message } from '#domain/facts/fact.ts';
import { decodeCallerLocation } from './decode-caller-location.ts';

const receivedAtMs = Date.UTC(2026, 10, 26, 3, 15, 30);
const topic = 'cc112/v1/sumenep/loc/caller/+6281234500112';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const message = (payload: Uint8Array | string, at = topic): Message => ({ topic: at, payload: typeof payload === 'string' ? bytes(payload) : payload, retained: false, receivedAtMs });

function fixIn(payload: Uint8Array | string, at?: string): CallerFix {
  const decoded = decodeCallerLocation(message(payload, at), { sourceId: 'aml' });
  if (!decoded.ok) throw new Error(decoded.reason);
  const [fact] = decoded.facts;
  if (fact?.kind !== 'caller-fix') throw new Error(`not a fix: ${JSON.stringify(fact)}`);
  return fact.fix;
}
const refusal = (payload: Uint8Array | string, at?: string): string | undefined => {
  const decoded = decodeCallerLocation(message(payload, at), { sourceId: 'aml' });
  return decoded.ok ? undefined : decoded.reason;
};

/** As a phone packs a data SMS: seven bits a letter, from the low end. */
function packed(text: string): Buffer {
  const bits = [...text].flatMap((letter) => Array.from({ length: 7 }, (_, bit) => (letter.charCodeAt(0) >> bit) & 1));
  return Buffer.from(Array.from({ length: Math.ceil(bits.length / 8) }, (_, octet) => bits.slice(octet * 8, octet * 8 + 8).reduce((sum, bit, at) => sum | (bit << at), 0)));
}

const smsOne = 'A"ML=1;lt=-7.01150;lg=+113.85940;rd=21;top=20261126031505;lc=68;pm=W;si=510101234567890;ei=356708041746734;mcc=510;mnc=10;ml=131';
const wifi = { point: { latitude: -7.0115, longitude: 113.8594 }, radiusM: 21, confidencePercent: 68, method: 'wifi', channel: 'aml-sms', number: '+6281234500112', callId: null, fixedAtMs: Date.UTC(2026, 10, 26, 3, 15, 5) };

describe('an AML SMS', () => {
  test('of the first version: signs, zeros in front, and a header that lost letters on its way', () => {
    expect(fixIn(smsOne)).toMatchObject(wifi);
    expect(fixIn(smsOne.replace('lg=+113.85940', 'lg=0113.8594').replace('A"ML', 'AML'))).toMatchObject(wifi);
    expect(fixIn(`  ${smsOne}\r\n`)).toMatchObject(wifi);
  });
  test('of the second version, whose keys mean other things', () => {
    const text = 'A"ML=2;en=+62112;et=1795662900;lo=-7.01150,113.85940,12.5;lt=-20;lc=90;lz=10.0,3.0;ls=G;ei=356708041746734;nc=51010;hc=51010;lg=id-ID';
    expect(fixIn(text)).toMatchObject({ point: wifi.point, radiusM: 12.5, confidencePercent: 90, method: 'gnss', fixedAtMs: 1_795_662_880_000 });
    expect(fixIn(text.replace('lt=-20', 'lt=-9999'))).toMatchObject({ fixedAtMs: 1_795_662_900_000 });
  });
  test('as octets of a data SMS, in hexadecimal, or in base64', () => {
    const octets = packed(smsOne);
    for (const payload of [octets, octets.toString('hex'), octets.toString('hex').toUpperCase(), octets.toString('base64')]) expect(fixIn(payload)).toMatchObject(wifi);
  });
  test('without a position is heard and draws nothing at 0/0', () => {
    const decoded = decodeCallerLocation(message('A"ML=1;lt=+00.00000;lg=+000.00000;rd=N;top=20261126031505;lc=0;pm=N;si=510101234567890;ei=356708041746734;mcc=510;mnc=10;ml=127'), { sourceId: 'aml' });
    expect(decoded).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
  });
  test.each([
    ['0/0 that claims to be one', smsOne.replace('-7.01150', '+00.00000').replace('+113.85940', '+000.00000'), /0\/0/],
    ['a latitude of a longitude', smsOne.replace('-7.01150', '+113.85940').replace('lg=+113.85940', 'lg=-7.01150'), /swapped/],
    ['no time', smsOne.replace('20261126031505', '20261326031505'), /top is not/],
    ['another version', smsOne.replace('ML=1', 'ML=9'), /unknown version/],
  ])('with %s is refused', (_, text, why) => {
    expect(refusal(text)).toMatch(why);
  });
  test('of yesterday keeps its age', () => {
    expect(fixIn(smsOne.replace('20261126031505', '20261125031505')).fixedAtMs).toBe(wifi.fixedAtMs - 86_400_000);
  });
  test('from a phone whose clock is ahead counts from its arrival', () => {
    expect(fixIn(smsOne.replace('20261126031505', '20261126091505')).fixedAtMs).toBe(receivedAtMs);
  });
});

describe('AML over HTTPS', () => {
  const form = 'v=1&device_number=%2B6281234500113&location_latitude=-7.0115&location_longitude=113.8594&location_time=1795662905000&location_accuracy=10.4&location_source=GPS&location_certainty=83&location_altitude=0.0&cell_carrier=';
  test('names its own number', () => {
    expect(fixIn(form)).toMatchObject({ ...wifi, radiusM: 10.4, confidencePercent: 83, method: 'gnss', channel: 'aml-https', number: '+6281234500113', fixedAtMs: 1_795_662_905_000 });
  });
  test('without time counts from its arrival, without coordinates says nothing, and an unfilled template is refused', () => {
    expect(fixIn(form.replace('&location_time=1795662905000', '')).fixedAtMs).toBe(receivedAtMs);
    expect(decodeCallerLocation(message('v=1&device_number=%2B6281234500113'), { sourceId: 'aml' })).toMatchObject({ ok: true, facts: [{ kind: 'ignored' }] });
    expect(refusal(form.replace('=-7.0115', '=[lat]').replace('=113.8594', '=[lon]'))).toMatch(/not filled in/);
    expect(refusal(form.replace('1795662905000', 'gestern'))).toMatch(/location_time/);
  });
});

describe('PIDF-LO', () => {
  const document = (body: string, entity = 'tel:+6281234500114'): string => `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:g="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:s="http://www.opengis.net/pidflo/1.0" xmlns:m="http://www.opengis.net/gml" xmlns:c="urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr" xmlns:d="urn:ietf:params:xml:ns:pidf:data-model" entity="${entity}">${body}</presence>`;
  const tuple = (info: string, more = ''): string => `<tuple id="a"><status><g:geopriv>${info}<g:usage-rules/><g:method>Wifi</g:method></g:geopriv></status>${more}</tuple>`;
  const inside = (shape: string): string => `<g:location-info>${shape}</g:location-info>`;
  const circle = (pos: string, radius: string): string => `<s:Circle srsName="urn:ogc:def:crs:EPSG::4326"><m:pos>${pos}</m:pos>${radius}</s:Circle>`;
  const metres = (value: string): string => `<s:radius uom="urn:ogc:def:uom:EPSG::9001">${value}</s:radius>`;

  test('a circle, latitude first, with its method and its time', () => {
    const text = document(tuple(inside(circle('-7.0115 113.8594', metres('24'))), '<timestamp>2026-11-26T03:15:00Z</timestamp>'));
    expect(fixIn(text)).toMatchObject({ point: wifi.point, radiusM: 24, method: 'wifi', channel: 'pidf-lo', number: '+6281234500114', fixedAtMs: Date.UTC(2026, 10, 26, 3, 15) });
  });
  test('a point with an altitude, an ellipse, a polygon', () => {
    expect(fixIn(document(tuple(inside('<m:Point><m:pos>-7.0115 113.8594 12.5</m:pos></m:Point>'))))).toMatchObject({ point: wifi.point, radiusM: null });
    expect(fixIn(document(tuple(inside('<s:Ellipse><m:pos>-7.0115 113.8594</m:pos><s:semiMajorAxis uom="urn:ogc:def:uom:EPSG::9001">80</s:semiMajorAxis><s:semiMinorAxis>20</s:semiMinorAxis></s:Ellipse>'))))).toMatchObject({ radiusM: 80 });
    const corners = '-7.0 113.8 -7.0 113.9 -7.1 113.9 -7.1 113.8';
    const polygon = fixIn(document(tuple(inside(`<m:Polygon><m:exterior><m:LinearRing><m:posList>${corners}</m:posList></m:LinearRing></m:exterior></m:Polygon>`))));
    expect(polygon.point?.latitude).toBeCloseTo(-7.05, 6);
    expect(polygon.radiusM).toBeGreaterThan(7_000);
    expect(polygon.radiusM).toBeLessThan(9_000);
  });
  test('of several places the finest counts, and the device comes before its line', () => {
    const coarse = inside(circle('-7.2 113.2', metres('5000')));
    const fine = inside(circle('-7.0115 113.8594', metres('24')));
    expect(fixIn(document(tuple(coarse + fine)))).toMatchObject({ radiusM: 24 });
    const device = `<d:device id="x"><g:geopriv>${inside(circle('-7.0115 113.8594', metres('900')))}</g:geopriv></d:device>`;
    expect(fixIn(document(tuple(fine.replace('24', '7')) + device))).toMatchObject({ radiusM: 900 });
  });
  test('an address without a point is read as people say it, without its tricks', () => {
    const civic = '<c:civicAddress><c:country>ID</c:country><c:A1>Jawa Timur</c:A1><c:A3>Sumenep</c:A3><c:RD>Jl. Trunojoyo\u202e</c:RD><c:HNO>12</c:HNO></c:civicAddress>';
    expect(fixIn(document(tuple(inside(civic))))).toMatchObject({ point: null, method: 'civic', address: '12, Jl. Trunojoyo, Sumenep, Jawa Timur' });
  });
  test.each([
    ['no position in its circle', document(tuple(inside(`<s:Circle>${metres('24')}</s:Circle>`))), /pos is not/],
    ['words for a position', document(tuple(inside(circle('0 0 xxxxxxx', metres('24'))))), /pos is not/],
    ['two radii', document(tuple(inside(circle('-7.0 113.8', '<s:radius>20</s:radius>' + metres('14'))))), /more than one radius/],
    ['a radius in feet', document(tuple(inside(circle('-7.0 113.8', '<s:radius uom="urn:ogc:def:uom:EPSG::9002">20</s:radius>')))), /not in metres/],
    ['0/0', document(tuple(inside(circle('0 0', metres('24'))))), /0\/0/],
    ['nothing at all', '<?xml version="1.0"?><!-- empty -->', /not an XML document/],
    ['another document', '<html><body/></html>', /not a presence document/],
    ['an end that is missing', document(tuple(inside(circle('-7.0 113.8', metres('24'))))).replace('</presence>', ''), /not an XML document/],
    ['entities of its own', `<!DOCTYPE p [<!ENTITY a "aaaa">]>${document('').replace('<?xml version="1.0" encoding="UTF-8"?>', '')}`, /document type/],
  ])('with %s is refused', (_, text, why) => {
    expect(refusal(text)).toMatch(why);
  });
});

test('the contract’s own form names the call', () => {
  const body = { v: 1, id: 'x', ts: '2026-11-26T03:15:10.000Z', fix_ts: '2026-11-26T03:15:05.000Z', call_id: 'pbx1-1.1', lat: -7.0115, lon: 113.8594, radius_m: 300, confidence_pct: 95, source: 'cell', channel: 'operator' };
  expect(fixIn(JSON.stringify(body), 'cc112/v1/sumenep/loc/caller/pbx1-1.1')).toMatchObject({ callId: 'pbx1-1.1', number: null, radiusM: 300, method: 'cell', channel: 'contract' });
  expect(refusal(JSON.stringify({ ...body, v: 2 }))).toMatch(/another version/);
  expect(refusal(JSON.stringify({ ...body, lat: '-7' }))).toMatch(/no coordinates/);
});

test('whose it is must be said somewhere', () => {
  expect(refusal(smsOne, 'cc112/v1/sumenep/loc/caller/apa saja')).toMatch(/whose it is/);
});

test('the same message heard twice is one fix, another caller’s is another', () => {
  expect(fixIn(smsOne).id).toBe(fixIn(smsOne).id);
  expect(fixIn(smsOne, topic.replace('00112', '00119')).id).not.toBe(fixIn(smsOne).id);
});

test('no payload is more than a fact or a reason', () => {
  const mangled = fc.tuple(fc.constantFrom(smsOne, 'v=1&location_latitude=1&location_longitude=2', '<presence><tuple/></presence>', '{"v":1,"lat":1,"lon":2}'), fc.nat(200), fc.string({ maxLength: 12 })).map(([text, at, wedge]) => bytes(text.slice(0, at) + wedge + text.slice(at)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), mangled), (payload) => {
      const decoded = decodeCallerLocation(message(payload), { sourceId: 'aml' });
      if (!decoded.ok) return decoded.reason.length > 0 && decoded.reason.length < 200;
      return decoded.facts.every((fact) => fact.kind === 'ignored' || (fact.kind === 'caller-fix' && (fact.fix.point === null || (Math.abs(fact.fix.point.latitude) <= 90 && Math.abs(fact.fix.point.longitude) <= 180))));
    }),
    { seed: 112, numRuns: 2_000 },
  );
});
