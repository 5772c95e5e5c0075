import { expect, it } from 'vitest';
import { commandBlock, recordBlock } from '../../../src/render/html/paste.ts';

/** What a selection of it copies. */
const copied = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

it.each([
  'aws sesv2 get-email-identity --email-identity example.com --region eu-west-1',
  `aws sesv2 put --event-destination '{"Enabled":true,"A-B":"<x>"}'`,
])('a command is copied as it is typed: %s', (command) => {
  expect(copied(commandBlock(command)).replaceAll('&#39;', "'")).toBe(command);
});

it('a command breaks before a flag and not within one', () => {
  expect(commandBlock('aws sesv2 list-tenants --region eu-west-1')).toBe(
    '<pre>aws sesv2 <span>list-tenants</span> <span>--region</span> <span>eu-west-1</span></pre>',
  );
});

it('a record breaks behind its dots, and is copied whole', () => {
  const html = recordBlock({
    name: 'a1._domainkey.example.com',
    type: 'CNAME',
    value: 'a1.dkim.amazonses.com',
    ttl: 1800,
    panelName: 'a1._domainkey',
  });
  expect(copied(html)).toContain('a1._domainkey.example.com. 1800 IN CNAME a1.dkim.amazonses.com.');
  expect(html).toContain('a1.<wbr>_domainkey.<wbr>example.<wbr>com. 1800');
});
