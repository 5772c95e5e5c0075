import { describe, expect, it } from 'vitest';
import { statementIn } from '../../src/render/statement-in.ts';

describe('a statement at the end of a step', () => {
  it('stands apart from its words', () => {
    const statement = '{"Effect":"Allow","Action":["ses:SendEmail"],"Resource":"*"}';
    expect(statementIn(`Add this statement to a policy: ${statement}`)).toEqual({
      words: 'Add this statement to a policy:',
      statement,
    });
  });

  it.each([
    'Wrap its use in {{#if …}}.',
    'The policy is {"eventType":["Bounce"]} and has to be another one.',
    'Add {"a": to it',
    'Publish the record.',
  ])('is none in: %s', (text) => {
    expect(statementIn(text)).toEqual({ words: text, statement: null });
  });
});
