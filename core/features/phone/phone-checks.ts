import type { DoctorReport } from '#contract/records/station-records.ts';
import type { Phone } from '#domain/phone/phone.ts';

type Check = DoctorReport['checks'][number];

/** A voice into a headset is far above, the noise of a room and of a cheap adapter below. */
const silentPeak = 0.02;
const slowMs = 500;

/** What the doctor says of the softphones: registered, how far the SIP server is, microphone and headset there, and heard. */
export function checkPhones(isConfigured: boolean, phones: readonly Phone[]): readonly Check[] {
  if (!isConfigured) return phones.map(checkSound);
  if (phones.length === 0) return [{ name: 'phone', state: 'warning', finding: 'no phone has started', remedy: 'Open the console of this station; its phone starts with it. A password that is not among the secrets keeps it from starting.' }];
  return phones.flatMap((phone) => [checkRegistration(phone), checkDevices(phone), checkVoice(phone), checkRing(phone)]);
}

/** A station without a SIP server hears what is kept all the same. */
function checkSound({ id, host }: Phone): Check {
  const finding = 'no SIP server in the profile: what was recorded is heard, nobody is called';
  return host === 'up' ? { name: `sound:${id}`, state: 'ok', finding, remedy: null } : { name: `sound:${id}`, state: 'warning', finding: 'the host of the sound is not heard of', remedy: 'Start the console again.' };
}

function checkRegistration({ id, host, registration }: Phone): Check {
  const name = `phone:${id}`;
  if (host === 'away') return { name, state: 'fault', finding: 'the phone is not heard of', remedy: 'Start the console again.' };
  const proxy = registration.proxies.find(({ state }) => state === 'connected')?.url;
  if (registration.state !== 'registered') {
    return { name, state: 'fault', finding: `${registration.state}${registration.reason === null ? '' : `: ${registration.reason}`}`, remedy: 'Check that the SIP server runs, its address, user and password in the profile, and that this computer trusts its certificate.' };
  }
  const { roundTripMs } = registration;
  const finding = `registered at ${proxy ?? 'the SIP server'}, ${roundTripMs === null ? 'which has not answered a question yet' : `which answers in ${roundTripMs} ms`}`;
  const isSlow = roundTripMs === null || roundTripMs > slowMs;
  return { name, state: isSlow ? 'warning' : 'ok', finding, remedy: isSlow ? 'Check the network between this station and the SIP server.' : null };
}

function checkDevices({ id, devices }: Phone): Check {
  const name = `phone:${id}:devices`;
  const finding = `${devices.inputs.length} microphone(s), ${devices.outputs.length} loudspeaker(s)`;
  if (devices.fault !== null) return { name, state: 'fault', finding: `no microphone: ${devices.fault}`, remedy: 'Plug the headset in, and allow this program to use the microphone.' };
  if (devices.lost !== null) return { name, state: 'warning', finding: `${devices.lost.label} is gone; the system's device is used instead`, remedy: 'Plug it in again, or choose another one in the phone panel.' };
  if (devices.inputs.length === 0 || devices.outputs.length === 0) return { name, state: 'fault', finding, remedy: 'Plug a headset in.' };
  return { name, state: 'ok', finding, remedy: null };
}

function checkVoice({ id, selfTest }: Phone): Check {
  const name = `phone:${id}:voice`;
  const remedy = 'Run the test of sound in the phone panel and speak.';
  if (selfTest.peak === null) return { name, state: 'warning', finding: 'the microphone was not tested since the start', remedy };
  const finding = `loudest in the last test: ${Math.round(selfTest.peak * 100)} % of full scale`;
  if (selfTest.peak < silentPeak) return { name, state: 'fault', finding, remedy: 'The microphone hears nothing: check its switch and the choice in the phone panel, then test again.' };
  return { name, state: 'ok', finding, remedy: null };
}

function checkRing({ id, ring, devices }: Phone): Check {
  const name = `phone:${id}:ring`;
  const remedy = 'Choose a loudspeaker for the ring in the phone panel and test it. Until then the window of the console rings.';
  if (ring.fault !== null) return { name, state: 'fault', finding: ring.fault === 'locked' ? 'the system lets no sound out' : 'the loudspeaker for the ring does not play', remedy };
  if (ring.isQuiet) return { name, state: 'warning', finding: 'the ring of this seat is switched off', remedy: 'Switch it on in the phone panel.' };
  const device = devices.outputs.find((output) => output.id === devices.ring)?.label;
  return { name, state: 'ok', finding: `rings at ${device ?? "the system's loudspeaker"}`, remedy: null };
}
