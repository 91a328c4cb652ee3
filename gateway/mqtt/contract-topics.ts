/** The topics of one site's telephony (11.1 of the telephony contract), for the gateway that publishes it under `producer`. */
export function contractTopics(site: string, producer: string) {
  const root = `cc112/v1/${site}`;
  return {
    callEvent: (callId: string) => `${root}/tel/calls/${callId}/event`,
    callState: (callId: string) => `${root}/tel/calls/${callId}/state`,
    queueState: (queue: string) => `${root}/tel/queues/${queue}/state`,
    agentState: (agent: string) => `${root}/tel/agents/${agent}/state`,
    reply: (workstation: string) => `${root}/tel/reply/${workstation}`,
    link: `${root}/link/${producer}`,
    beat: `${root}/beat/${producer}`,
    /** What the gateway itself reads: its own retained states, orders, its own word. */
    everyCallState: `${root}/tel/calls/+/state`,
    everyQueueState: `${root}/tel/queues/+/state`,
    everyAgentState: `${root}/tel/agents/+/state`,
    everyOrder: `${root}/tel/cmd/+`,
    /** What a topic speaks of; null for others. */
    read(topic: string): { readonly what: 'call' | 'queue' | 'agent' | 'order' | 'link' | 'beat'; readonly id: string } | null {
      if (topic === this.link) return { what: 'link', id: producer };
      if (topic === this.beat) return { what: 'beat', id: producer };
      const [, group = '', id = ''] = /^tel\/(calls|queues|agents|cmd)\/([A-Za-z0-9._-]{1,64})(?:\/state)?$/.exec(topic.startsWith(`${root}/`) ? topic.slice(root.length + 1) : '') ?? [];
      const what = ({ calls: 'call', queues: 'queue', agents: 'agent', cmd: 'order' } as const)[group];
      return what === undefined ? null : { what, id };
    },
  };
}

export type ContractTopics = ReturnType<typeof contractTopics>;
