/**
 * What sipp plays once somebody speaks with it: seven seconds of speech recorded as RTP (Debian's sip-tester), a tone without end, which
 * the bed makes, or nothing for eight seconds, until sound goes through on a busy computer, and then the digit 5 by RFC 4733, three times at most, as somebody presses who gets no answer.
 */
export type Voice = 'speech' | 'tone' | 'digit';

export const toneFile = 'tone.alaw';

const press = '<nop><action><exec play_pcap_audio="pcap/dtmf_2833_5.pcap"/></action></nop>';
const untilHungUp = (label: number): string => `<recv request="BYE" timeout="8000" ontimeout="${label}" next="6"/>\n<label id="${label}"/>`;

const voices: Readonly<Record<Voice, string>> = {
  speech: '<nop><action><exec play_pcap_audio="pcap/g711a.pcap"/></action></nop>',
  digit: ['<pause milliseconds="8000"/>', press, untilHungUp(20), press, untilHungUp(21), press].join('\n'),
  tone: `<nop><action><exec rtp_stream="${toneFile},-1,8"/></action></nop>`,
};

/** The From tag of these callers, as sipp fills it in below. */
export const callerTag = /^\d+c\d+$/;
const party = { caller: '"[field1]" <sip:[field0]@[local_ip]:[local_port]>;tag=[pid]c[call_number]', called: '<sip:[service]@[remote_ip]:[remote_port]>' };

function sdp(direction: string): string {
  return `v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15
a=${direction}`;
}

function send(text: string, retransmitted = true): string {
  return `<send${retransmitted ? ' retrans="500"' : ''}><![CDATA[\n${text}\n\n]]></send>`;
}

const plain = 'Content-Length: 0';
const withSdp = (direction: string): string => `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp(direction)}`;

function callersRequest(method: string, options: { cseq: number; body?: string; extra?: readonly string[]; inDialog?: boolean; branch?: string }): string {
  const { inDialog = true } = options;
  return [
    `${method} ${inDialog ? '[next_url]' : 'sip:[service]@[remote_ip]:[remote_port]'} SIP/2.0`,
    `Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${options.branch ?? '[branch]'}`,
    ...(inDialog ? ['[routes]'] : []),
    `From: ${party.caller}`,
    inDialog ? '[last_To:]' : `To: ${party.called}`,
    'Call-ID: [call_id]',
    `CSeq: ${options.cseq} ${method}`,
    'Contact: <sip:[field0]@[local_ip]:[local_port]>',
    'Max-Forwards: 70',
    ...(options.extra ?? []),
    options.body ?? plain,
  ].join('\n');
}

function reply(status: string, body = plain): string {
  return send(['SIP/2.0 ' + status, '[last_Via:]', '[last_Record-Route:]', '[last_From:]', '[last_To:]', '[last_Call-ID:]', '[last_CSeq:]', 'Contact: <sip:sipp@[local_ip]:[local_port]>', body].join('\n'), false);
}

/** How long whoever is asked to transfer takes until it says that the transfer is done. */
const transferMs = 1_500;

const transferDone = { extra: ['Event: refer', 'Subscription-State: terminated;reason=noresource', 'Content-Type: message/sipfrag'], body: 'Content-Length: [len]\n\nSIP/2.0 200 OK' };

/**
 * What a party does while it speaks: it says yes to hold and resume, to digits and to a transfer, hangs up after `talkMs`, or
 * waits for the other side to do so; one that `refusesHold` says no to being put aside. `request` is one of its own within the call.
 */
function talking({ talkMs, refusesHold = false }: { talkMs: number; refusesHold?: boolean }, request: (method: string, content?: { extra?: readonly string[]; body?: string }) => string): string {
  return `<label id="1"/>
<recv request="INVITE" optional="true" timeout="${talkMs}" ontimeout="7" next="2"><action><ereg regexp="a=sendonly" search_in="body" check_it="false" assign_to="1"/></action></recv>
<recv request="INFO" optional="true" next="4"/>
<recv request="REFER" optional="true" next="5"/>
<recv request="BYE"/>
${reply('200 OK')}
<nop next="8"/>
<label id="2"/>
<nop test="1" next="3"/>
${reply('200 OK', withSdp('sendrecv'))}
<recv request="BYE" optional="true" next="6"/>
<recv request="ACK" next="1"/>
<label id="3"/>
${refusesHold ? reply('488 Not Acceptable Here') : reply('200 OK', withSdp('recvonly'))}
<recv request="BYE" optional="true" next="6"/>
<recv request="ACK" next="1"/>
<label id="4"/>
${reply('200 OK')}
<nop next="1"/>
<label id="5"/>
${reply('202 Accepted')}
<pause milliseconds="${transferMs}"/>
${request('NOTIFY', transferDone)}
<recv response="200" next="1"/>
<label id="6"/>
${reply('200 OK')}
<nop next="8"/>
<label id="7"/>
${request('BYE')}
<recv response="200"/>
<label id="8"/>`;
}

const scenario = (steps: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="siaga">\n${steps.join('\n')}\n</scenario>\n`;

const provisional = ['100', '180', '183'].map((code) => `<recv response="${code}" optional="true"/>`).join('\n');

/** A caller who waits to be answered, speaks, and hangs up after `talkMs`. */
export function callerScenario(options: { talkMs: number; refusesHold?: boolean; headers: readonly string[]; voice: Voice }): string {
  return scenario([
    send(callersRequest('INVITE', { cseq: 1, inDialog: false, extra: options.headers, body: withSdp('sendrecv') })),
    provisional,
    '<recv response="200" rrs="true"/>',
    send(callersRequest('ACK', { cseq: 1 }), false),
    voices[options.voice],
    talking(options, (method, content) => send(callersRequest(method, { cseq: method === 'BYE' ? 3 : 2, ...content }))),
  ]);
}

/** A caller who hangs up while it still rings, `ringMs` after the first ring. */
export function cancellingScenario(options: { ringMs: number; headers: readonly string[] }): string {
  return scenario([
    send(callersRequest('INVITE', { cseq: 1, inDialog: false, extra: options.headers, body: withSdp('sendrecv') })),
    '<recv response="100" optional="true"/>',
    '<recv response="180"/>',
    `<pause milliseconds="${options.ringMs}"/>`,
    send(callersRequest('CANCEL', { cseq: 1, inDialog: false, branch: '[branch-4]' })),
    '<recv response="200"/>',
    '<recv response="487"/>',
    send(callersRequest('ACK', { cseq: 1, inDialog: false, branch: '[branch-7]' }), false),
  ]);
}

/** Somebody outside who answers `ringMs` after the first ring, speaks unless `isSilent`, and hangs up after `talkMs`. */
export function answeringScenario(options: { ringMs: number; talkMs: number; isSilent?: boolean }): string {
  const request = (method: string, content: { extra?: readonly string[]; body?: string } = {}): string =>
    send(
      [
        `${method} [next_url] SIP/2.0`,
        'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]',
        '[routes]',
        'From:[$3]',
        'To:[$2]',
        'Call-ID: [call_id]',
        `CSeq: ${method === 'BYE' ? 2 : 1} ${method}`,
        'Contact: <sip:sipp@[local_ip]:[local_port]>',
        'Max-Forwards: 70',
        ...(content.extra ?? []),
        content.body ?? plain,
      ].join('\n'),
    );
  const names = '<action><ereg regexp=".*" search_in="hdr" header="From:" assign_to="2"/><ereg regexp=".*" search_in="hdr" header="To:" assign_to="3"/></action>';
  return scenario([
    '<recv request="INVITE" crlf="true" rrs="true"/>',
    reply('180 Ringing').replaceAll('[last_To:]', '[last_To:];tag=[pid]a[call_number]'),
    `<pause milliseconds="${options.ringMs}"/>`,
    reply('200 OK', withSdp('sendrecv')).replaceAll('[last_To:]', '[last_To:];tag=[pid]a[call_number]'),
    `<recv request="ACK">${names}</recv>`,
    options.isSilent === true ? '' : voices.speech,
    talking(options, request),
  ]);
}
