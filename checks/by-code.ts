import type { Stage } from '../src/model/check.ts';

/** The stage of each area of codes, so that reading a symptom loads only the words it needs. */
const stageOf: Readonly<Record<string, Stage['id']>> = {
  access: 'account',
  sandbox: 'account',
  sending: 'account',
  quota: 'account',
  reputation: 'account',
  identity: 'account',
  'configuration-set': 'account',
  send: 'client',
  smtp: 'client',
  'smtp-credentials': 'client',
  template: 'client',
  events: 'delivery',
  suppression: 'delivery',
  bounce: 'delivery',
  recipient: 'delivery',
  'sending-ip': 'delivery',
  'message-trace': 'delivery',
  dkim: 'inbox',
  'mail-from': 'inbox',
  spf: 'inbox',
  dmarc: 'inbox',
  alignment: 'inbox',
  message: 'inbox',
};

/** The stages that hold the words of some codes, in the order of the report. */
export async function stagesOf(codes: readonly string[]): Promise<readonly Stage[]> {
  const wanted = new Set(codes.map((code) => stageOf[code.slice(0, code.indexOf('/'))]));
  const stages = await Promise.all([
    wanted.has('account') ? import('./account.ts').then(({ account }) => account) : null,
    wanted.has('client') ? import('./client.ts').then(({ client }) => client) : null,
    wanted.has('delivery') ? import('./delivery.ts').then(({ delivery }) => delivery) : null,
    wanted.has('inbox') ? import('./inbox.ts').then(({ inbox }) => inbox) : null,
  ]);
  return stages.filter((stage) => stage !== null);
}
