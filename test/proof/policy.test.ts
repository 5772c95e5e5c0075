import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { proofStage } from '../../checks/proof.ts';
import { bucketCalls } from '../../src/proof/bucket-calls.ts';
import { testStatements } from '../../src/proof/policy.ts';
import { iamAction } from '../../src/model/aws-calls.ts';
import { readingOnly, type SendingAction, sendingCalls } from '../../src/model/sending-calls.ts';

const statements = testStatements(checklist, proofStage, { smtp: true, bucket: 'events' });
const writing = Object.keys(sendingCalls).filter((action) => !readingOnly.has(action as SendingAction));

describe('policy --for test', () => {
  it.each([...Object.keys(sendingCalls), ...bucketCalls.map((action) => iamAction(action))])(
    'allows %s',
    (action) => {
      expect(statements.some(({ actions }) => actions.includes(action))).toBe(true);
    },
  );

  it.each(['ses:GetEmailTemplate', 'ses:TestRenderEmailTemplate', 'ses:GetSuppressedDestination'])(
    'allows what the checks of --template and --to read: %s',
    (action) => {
      const least = testStatements(checklist, proofStage, { smtp: false, bucket: null });
      expect(least.some(({ actions }) => actions.includes(action))).toBe(true);
    },
  );

  it('allows messages to the simulator alone, and none whose recipients are not said', () => {
    const sends = statements.filter(({ actions }) => actions.some((action) => action.includes(':Send')));
    expect(sends.map(({ actions, condition }) => ({ actions, condition }))).toEqual([
      {
        actions: ['ses:SendEmail', 'ses:SendRawEmail'],
        condition: {
          'ForAllValues:StringLike': { 'ses:Recipients': ['*@simulator.amazonses.com'] },
          Null: { 'ses:Recipients': 'false' },
        },
      },
    ]);
  });

  it.each(writing.filter((action) => /^(?:sqs|events):/.test(action)))(
    'allows %s for names of a test alone',
    (action) => {
      const resources = statements.flatMap((one) => (one.actions.includes(action) ? one.resources : []));
      expect(resources.length).toBeGreaterThan(0);
      expect(resources.filter((arn) => !/[:/]ses-doctor-test-\*$/.test(arn))).toEqual([]);
    },
  );

  it('allows SendRawEmail and the objects of a bucket only where they are asked for', () => {
    const least = testStatements(checklist, proofStage, { smtp: false, bucket: null });
    const actions = least.flatMap((one) => one.actions);
    expect(actions).not.toContain('ses:SendRawEmail');
    expect(actions.filter((action) => action.startsWith('s3:'))).toEqual([]);
  });
});
