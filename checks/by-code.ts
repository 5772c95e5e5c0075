import type { Stage } from '../src/model/check.ts';
import { areaOfCode } from '../src/model/select.ts';

/** No symptom is read as a code of history or of a test. */
type ChecklistStage = Exclude<Stage['id'], 'history' | 'proof'>;

/** The stage of each area of codes, so that reading a symptom loads only the words it needs. A test compares it with the codes. */
export const stageOf: Readonly<Record<string, ChecklistStage>> = {
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
  'dmarc-reports': 'inbox',
  alignment: 'inbox',
  message: 'inbox',
};

const stages = {
  account: async (): Promise<Stage> => (await import('./account.ts')).account,
  client: async (): Promise<Stage> => (await import('./client.ts')).client,
  delivery: async (): Promise<Stage> => (await import('./delivery.ts')).delivery,
  inbox: async (): Promise<Stage> => (await import('./inbox.ts')).inbox,
} satisfies Record<ChecklistStage, () => Promise<Stage>>;

/** The stages that hold the words of some codes, in the order of the report. An area nobody knows is looked for in all. */
export async function stagesOf(codes: readonly string[]): Promise<readonly Stage[]> {
  const known = codes.map((code) => stageOf[areaOfCode(code)]);
  const isWanted = (id: string): boolean => known.some((stage) => stage === undefined || stage === id);
  return await Promise.all(
    Object.entries(stages)
      .filter(([id]) => isWanted(id))
      .map(([, load]) => load()),
  );
}
