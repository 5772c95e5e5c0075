import { simulatorDomain } from '../knowledge/simulator.ts';
import type { Stage } from '../model/check.ts';
import { readStatements, type Statement } from '../model/policy.ts';
import { gateStages } from './gate.ts';
import { proofStages } from './stages.ts';

/** The least that lets `test` do all it can: reading, and sending to the simulator. */
export function testStatements(checklist: readonly Stage[], stage: Stage): readonly Statement[] {
  const gate = gateStages(checklist, { to: null, template: null })
    .map((one) => ({ ...one, checks: one.checks.filter(({ onlyRead }) => onlyRead !== true) }))
    .filter(({ checks }) => checks.length > 0);
  return [
    ...readStatements([...gate, ...proofStages(stage)]),
    {
      sid: 'SesDoctorTestSend',
      actions: ['ses:SendEmail'],
      resources: ['*'],
      condition: {
        'ForAllValues:StringLike': { 'ses:Recipients': [`*@${simulatorDomain}`] },
        // ForAllValues holds for a request without the key as well.
        Null: { 'ses:Recipients': 'false' },
      },
    },
  ];
}
