import { simulatorDomain } from '../knowledge/simulator.ts';
import type { Stage } from '../model/check.ts';
import { readStatements, type Statement } from '../model/policy.ts';
import { gateStages } from './gate.ts';
import { proofStages } from './stages.ts';

/** What this program makes begins with this. */
export const ownPrefix = 'ses-doctor-test-';

/** The least that lets `test` do all it can: reading, sending to the simulator, and a queue and a rule of its own. */
export function testStatements(
  checklist: readonly Stage[],
  stage: Stage,
  via: 'api' | 'smtp',
): readonly Statement[] {
  const gate = gateStages(checklist, { to: null, template: null })
    .map((one) => ({ ...one, checks: one.checks.filter(({ onlyRead }) => onlyRead !== true) }))
    .filter(({ checks }) => checks.length > 0);
  return [
    ...readStatements([...gate, ...proofStages(stage)]),
    {
      sid: 'SesDoctorTestSend',
      actions: via === 'smtp' ? ['ses:SendRawEmail'] : ['ses:SendEmail'],
      resources: ['*'],
      condition: {
        'ForAllValues:StringLike': { 'ses:Recipients': [`*@${simulatorDomain}`] },
        // ForAllValues holds for a request without the key as well.
        Null: { 'ses:Recipients': 'false' },
      },
    },
  ];
}
