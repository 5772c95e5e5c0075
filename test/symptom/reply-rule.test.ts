import { describe, expect, it } from 'vitest';
import { plainText, RuleBook, saysAny } from '../../src/symptom/reply-rule.ts';
import {
  apiConnectionReplies,
  smtpConnectionReplies,
  smtpReplies,
} from '../../src/symptom/replies/client.ts';
import { genericReplies, sesBounceReplies } from '../../src/symptom/replies/generic.ts';
import { listReplies } from '../../src/symptom/replies/lists.ts';
import { receiverReplies } from '../../src/symptom/replies/receivers.ts';
import { sesReplies } from '../../src/symptom/replies/ses.ts';
import { symptomCodes } from '../../src/knowledge/symptom-codes.ts';

const rules = [
  ...apiConnectionReplies,
  ...smtpConnectionReplies,
  ...smtpReplies,
  ...genericReplies,
  ...sesBounceReplies,
  ...listReplies,
  ...receiverReplies,
  ...sesReplies,
];

describe('phrases', () => {
  it.each([
    ['spam', 'this is spam.', true],
    ['~spf~', 'spf: fail', true],
    ['~spf~', 'spfx fail', false],
    ['~s3140~', '(s3140)', true],
    ['listed * dnsbl', 'listed in our dnsbl', true],
    ['dnsbl * listed', 'listed in our dnsbl', false],
    ['a * b', `a${'x'.repeat(150)}b`, true],
    ['a * b', `a${'x'.repeat(500)}b`, false],
    ['a * b', `a${'x'.repeat(500)}a b`, true],
  ])('%s in “%s”: %s', (phrase, text, found) => {
    expect(saysAny(text, [phrase])).toBe(found);
  });

  it('are found in whatever quotes and spaces', () => {
    expect(plainText('User\u2019s  “Mailbox”\n\tFULL')).toBe('user\'s "mailbox" full');
  });
});

describe('rules', () => {
  it('are written in the form that texts are brought into, and name known codes and a source', () => {
    for (const { code, says, unless = [], also = [], source } of rules) {
      for (const one of [code, ...also]) expect(symptomCodes).toContain(one);
      for (const phrase of [...says, ...unless]) {
        expect(phrase).toBe(phrase.toLowerCase());
        expect(phrase.trim()).not.toBe('');
        for (const part of phrase.split(' * ')) expect(part.replaceAll(/[?~]/gu, '')).not.toBe('');
      }
      expect(source).toMatch(/^https?:\/\//);
    }
  });

  it('are weighed against each other, in whatever order they stand', () => {
    const texts = rules.flatMap(({ says }) => says.map((phrase) => phrase.replaceAll(/[?~*]/gu, ' ')));
    const pairs = texts.map((text, at) => `${text} ${texts[(at * 31) % texts.length] ?? ''}`);
    for (const book of [
      sesReplies,
      smtpReplies,
      smtpConnectionReplies,
      genericReplies,
      receiverReplies,
      listReplies,
    ]) {
      const [given, turned] = [new RuleBook(book), new RuleBook([...book].reverse())];
      for (const text of pairs) expect(turned.match(text)?.rule).toBe(given.match(text)?.rule);
    }
  });

  // The work of a rule is counted in substring searches, not in seconds: proportional to the text, on the worst text.
  it('cost in proportion to the text, on texts made to be slow', () => {
    const book = new RuleBook(rules);
    const work = (text: string): number => {
      let calls = 0;
      const original = Object.getOwnPropertyDescriptor(String.prototype, 'indexOf');
      const search = original?.value as (this: string, part: string, from?: number) => number;
      String.prototype.indexOf = function (part: string, from?: number): number {
        calls += 1;
        return search.call(this.toString(), part, from);
      };
      try {
        book.match(text);
      } finally {
        String.prototype.indexOf = search;
      }
      return calls;
    };
    for (const piece of ['listed ', 'blocked ', 'template ', 'user ', '550 ', 'too ', 'a ']) {
      const small = work(piece.repeat(100));
      expect(work(piece.repeat(400))).toBeLessThanOrEqual(small * 4 + 20_000);
    }
  });
});
