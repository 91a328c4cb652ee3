const tone = { hertz: 310, lastsS: 0.35, loudness: 0.25 };

/** The low tone of a radio that does not let one speak. */
export function refuseTone(): void {
  const context = new AudioContext();
  const sound = context.createOscillator();
  const loudness = context.createGain();
  sound.type = 'square';
  sound.frequency.value = tone.hertz;
  loudness.gain.value = tone.loudness;
  sound.connect(loudness).connect(context.destination);
  sound.onended = () => void context.close();
  sound.start();
  sound.stop(context.currentTime + tone.lastsS);
}
