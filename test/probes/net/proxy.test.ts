import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proxyFor, proxyName } from '../../../src/probes/net/proxy.ts';

const proxy = 'http://proxy.test:3128';
const goesDirect = (url: string, noProxy: string): boolean =>
  proxyFor(new URL(url), { HTTPS_PROXY: proxy, HTTP_PROXY: proxy, NO_PROXY: noProxy }) === null;

describe('NO_PROXY', () => {
  it.each([
    ['*', 'https://email.eu-west-1.amazonaws.com'],
    ['amazonaws.com', 'https://email.eu-west-1.amazonaws.com'],
    ['.amazonaws.com', 'https://email.eu-west-1.amazonaws.com'],
    ['*.amazonaws.com', 'https://email.eu-west-1.amazonaws.com'],
    ['AmazonAWS.com.', 'https://email.eu-west-1.amazonaws.com'],
    ['a.test b.test', 'https://b.test'],
    ['a.test:443', 'https://a.test'],
    ['127.0.0.1', 'http://127.0.0.1:4566'],
    ['127.0.0.0/8', 'http://127.0.0.1:4566'],
    ['::1', 'https://[::1]:8443'],
    ['[::1]:8443', 'https://[::1]:8443'],
    ['fd00::/8', 'https://[fd12::1]'],
  ])('%s covers %s', (noProxy, url) => {
    expect(goesDirect(url, noProxy)).toBe(true);
  });

  it.each([
    ['', 'https://a.test'],
    [' , ', 'https://a.test'],
    ['a.test', 'https://not-a.test'],
    ['a.test:8443', 'https://a.test'],
    ['10.0.0.0/8', 'https://192.0.2.1'],
    ['10.0.0.0/99', 'https://10.0.0.1'],
    ['0.0.1', 'https://10.0.0.1'],
    ['::/0', 'https://192.0.2.1'],
  ])('%s does not cover %s', (noProxy, url) => {
    expect(goesDirect(url, noProxy)).toBe(false);
  });

  it('may hold anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        goesDirect('https://192.0.2.1', text);
      }),
    );
  });
});

describe('a proxy', () => {
  it('serves its own scheme', () => {
    const env = { HTTPS_PROXY: 'http://secure.test', HTTP_PROXY: 'http://plain.test' };
    expect(proxyFor(new URL('https://a.test'), env)).toBe('http://secure.test');
    expect(proxyFor(new URL('http://a.test'), env)).toBe('http://plain.test');
    expect(proxyFor(new URL('http://a.test'), { HTTPS_PROXY: proxy })).toBeNull();
  });

  it('may be written without a scheme, and is named without its password', () => {
    expect(proxyFor(new URL('https://a.test'), { https_proxy: 'me:pw@proxy.test:3128' })).toBe(
      'http://me:pw@proxy.test:3128',
    );
    expect(proxyName('http://me:pw@proxy.test:3128')).toBe('http://proxy.test:3128');
    expect(proxyName('http://[')).toBe('(not a URL)');
  });
});
