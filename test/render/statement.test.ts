import { describe, expect, it } from 'vitest';
import { keyStatementToPaste, statementToPaste } from '../../src/render/paste/statement.ts';

const topic = 'arn:aws:sns:eu-west-1:111122223333:ses-feedback';
const ofAccount = (account: string): object => ({ StringEquals: { 'AWS:SourceAccount': account } });

describe('a statement to paste into the policy of a resource', () => {
  it('is JSON, behind a space', () => {
    const text = statementToPaste('ses.amazonaws.com', 'sns:Publish', topic, ofAccount);
    expect(JSON.parse(text)).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'ses.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topic,
      Condition: { StringEquals: { 'AWS:SourceAccount': '111122223333' } },
    });
  });

  it.each(['x', `${topic}'; rm -rf ~`, `${topic}"}`, 'arn:aws:sns:eu-west-1:1:x', `${topic}\n`])(
    'is not offered for %j',
    (resource) => {
      expect(statementToPaste('ses.amazonaws.com', 'sns:Publish', resource, ofAccount)).toBe('');
      expect(statementToPaste('ses.amazonaws.com', 'sns:Publish', topic, ofAccount, [resource])).toBe('');
    },
  );
});

describe('a statement to paste into the policy of a key', () => {
  it.each([
    [['ses.amazonaws.com'], 'ses.amazonaws.com'],
    [
      ['sns.amazonaws.com', 'events.amazonaws.com'],
      ['sns.amazonaws.com', 'events.amazonaws.com'],
    ],
  ])('lets %j use it', (services, principal) => {
    expect(JSON.parse(keyStatementToPaste(services))).toEqual({
      Effect: 'Allow',
      Principal: { Service: principal },
      Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      Resource: '*',
    });
  });
});
