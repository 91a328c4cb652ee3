import { connectAsync } from 'mqtt';
import { expect, test } from 'vitest';
import { readProfile } from '#contract/profile.ts';
import { systemClock } from '../clock.ts';
import { startExercise } from './start-exercise.ts';

const log = { info: () => undefined, warn: () => undefined, defect: () => undefined };

test('an exercise offers a valid profile, rings on request and puts the call through to whoever pulls it', async () => {
  const exercise = await startExercise({ clock: systemClock, log, autoCalls: false, seed: 1 });
  const client = await connectAsync(exercise.brokerUrl, { reconnectPeriod: 0 });
  const connected = new Promise<string>((resolve) => {
    client.on('message', (topic, payload) => {
      const text = payload.toString();
      const command = { v: 1, id: 'c1', ts: new Date().toISOString(), expires_at: new Date(Date.now() + 5_000).toISOString(), workstation: 'S1', agent_id: '101', cmd: 'call.pull', call_id: topic.split('/').at(-2) };
      if (text.includes('"queue.joined"')) client.publish('cc112/v1/sumenep/tel/cmd/S1', JSON.stringify(command), { qos: 1 });
      if (text.includes('"agent.connected"')) resolve(topic);
    });
  });
  await client.subscribeAsync('cc112/v1/sumenep/tel/calls/+/event', { qos: 1 });
  const callId = exercise.ring({ name: 'Pak Sahrawi, Bluto' });
  expect(await connected).toBe(`cc112/v1/sumenep/tel/calls/${callId}/event`);
  expect(readProfile(JSON.stringify(exercise.profile))).toMatchObject({ ok: true, value: { exercise: true } });
  await client.endAsync();
  await exercise.close();
  await expect(connectAsync(exercise.brokerUrl, { reconnectPeriod: 0, connectTimeout: 500 })).rejects.toThrow();
});
