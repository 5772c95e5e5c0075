import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { domainOf, isSimulator, lineageOf } from '../../src/parse/identity-name.ts';

describe('lineageOf', () => {
  it.each([
    ['example.com', ['example.com']],
    ['a.b.example.com', ['a.b.example.com', 'b.example.com', 'example.com']],
    ['Anna@Mail.Example.com', ['Anna@Mail.Example.com', 'mail.example.com', 'example.com']],
    ['anna+news@example.com', ['anna+news@example.com', 'anna@example.com', 'example.com']],
    ['a+b+c@example.com', ['a+b+c@example.com', 'a@example.com', 'example.com']],
    ['+news@example.com', ['+news@example.com', 'example.com']],
    ['example.co.uk', ['example.co.uk']],
    ['x@news.example.co.uk', ['x@news.example.co.uk', 'news.example.co.uk', 'example.co.uk']],
    ['localhost', ['localhost']],
    ['"a@b"@example.com', ['"a@b"@example.com', 'example.com']],
  ])('of %s', (name, lineage) => {
    expect(lineageOf(name)).toEqual(lineage);
  });

  it('starts with the name itself and never holds a name twice', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        const lineage = lineageOf(domain);
        expect(lineage[0]).toBe(domain.toLowerCase());
        expect(new Set(lineage).size).toBe(lineage.length);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => lineageOf(text).length > 0));
  });
});

describe('the domain of a name', () => {
  it('is what follows the last @, in lower case', () => {
    expect(domainOf('Anna@EXAMPLE.com')).toBe('example.com');
    expect(domainOf('Example.COM')).toBe('example.com');
  });

  it('tells the mailbox simulator', () => {
    expect(isSimulator('bounce+label@Simulator.amazonses.com')).toBe(true);
    expect(isSimulator('bounce@simulator.amazonses.com.example')).toBe(false);
  });
});
