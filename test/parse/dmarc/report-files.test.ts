import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readReportFile } from '../../../src/parse/dmarc-report/files.ts';
import { dmarcReport } from '../../support/dmarc-report.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const read = (content: string | Uint8Array) =>
  readReportFile('report', typeof content === 'string' ? bytes(content) : content);
const xml = dmarcReport();

function mail(attachment: Uint8Array, type = 'application/gzip', extra = ''): string {
  return [
    'From: noreply@receiver.example',
    'To: dmarc@example.com',
    'Subject: Report Domain: example.com Submitter: receiver.example Report-ID: r-1',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'A report.',
    '--b',
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="report.xml.gz"',
    '',
    Buffer.from(attachment).toString('base64'),
    `--b--${extra}`,
    '',
  ].join('\r\n');
}

describe('files that hold DMARC reports', () => {
  it.each<[string, string | Uint8Array]>([
    ['XML', xml],
    ['XML in gzip', gzipSync(xml)],
    ['XML in zip', zipSync({ 'r.xml': strToU8(xml) })],
    ['a zip beside a text', zipSync({ 'read me.txt': strToU8('hello'), 'r.xml': strToU8(xml) })],
    ['a gzip in a zip', zipSync({ 'r.xml.gz': gzipSync(xml) })],
    ['a mail with a gzip', mail(gzipSync(xml))],
    [
      'a mail with a zip of a vague type',
      mail(zipSync({ 'r.xml': strToU8(xml) }), 'application/octet-stream'),
    ],
    ['a mail with XML as text', mail(bytes(xml), 'text/xml')],
    [
      'a mail in a mail',
      `From: a@example.com\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n${mail(gzipSync(xml))}`,
    ],
    ['UTF-16 with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')])],
    ['a byte order mark', `\ufeff${xml}`],
    ['latin1', Buffer.from(xml.replace('receiver.example', 'caf\u00e9'), 'latin1')],
    ['no declaration', xml.replace(/<\?xml[^>]*>/, '')],
    ['two declarations', `<?xml version="1.0"?>\n${xml}`],
    ['a line of rubbish in front and behind', `Report follows:\n${xml}</xml>`],
    [
      'a namespace (RFC 9990)',
      xml.replace('<feedback>', '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">'),
    ],
    ['a prefix on every name', xml.replaceAll(/<(\/?)([a-z_]+)>/g, '<$1d:$2>')],
  ])('%s', async (_name, content) => {
    const { reports, unread } = await read(content);
    expect(unread).toEqual([]);
    expect(reports).toMatchObject([
      { domain: 'example.com', begin: 1_794_787_200, rows: [{ ip: '54.240.4.7', count: 100 }] },
    ]);
  });

  it('several reports in one archive', async () => {
    const zip = zipSync({ a: strToU8(xml), b: strToU8(dmarcReport({ id: 'r-2' })) });
    expect((await read(zip)).reports.map(({ id }) => id)).toEqual(['r-1', 'r-2']);
  });

  it.each<[string, string]>([
    ['capitals and a final dot in the domain', dmarcReport({ domain: 'Example.COM.' })],
    ['milliseconds', dmarcReport({ begin: '1794787200000' })],
    ['an ISO time', dmarcReport({ begin: '2026-11-16T00:00:00Z' })],
    ['spaces around the values', xml.replaceAll(/>(1794787200|example\.com)</g, '>\n  $1\n<')],
    ['CDATA', xml.replace('>54.240.4.7<', '><![CDATA[54.240.4.7]]><')],
    ['an address with its mapping to IPv6', xml.replace('54.240.4.7', '54.240.4.7')],
    ['identities of an old draft', xml.replaceAll('identifiers', 'identities')],
    ['a comment', xml.replace('<record>', '<!-- <record> --><record>')],
    ['no count', xml.replace('<count>100</count>', '')],
  ])('%s', async (_name, content) => {
    expect((await read(content)).reports).toMatchObject([
      { domain: 'example.com', rows: [{ ip: '54.240.4.7', headerFrom: 'example.com' }] },
    ]);
  });

  it('a report without a record, without results, and with broken rows', async () => {
    expect((await read(dmarcReport({ rows: [] }))).reports[0]?.rows).toEqual([]);
    const bare = dmarcReport({ rows: [{ results: '<dkim/><spf/>' }, { ip: 'unknown' }, { count: -3 }] });
    expect((await read(bare)).reports[0]?.rows).toMatchObject([{ dkim: [], spf: [{ domain: '' }] }]);
  });

  it('a report that ends early keeps what came before', async () => {
    const cut = dmarcReport({ rows: [{}, { ip: '54.240.4.8' }] });
    const { reports } = await read(cut.slice(0, cut.indexOf('</record><record>') + 40));
    expect(reports[0]?.cut).toBe(true);
    expect(reports[0]?.rows[0]).toMatchObject({ ip: '54.240.4.7' });
  });

  it('names its receiver in one line, whatever it calls itself', async () => {
    const named = await read(dmarcReport({ org: 'AT&amp;T\n  Mail' }));
    expect(named.reports[0]?.org).toBe('AT&T Mail');
    const unnamed = xml.replace(/<org_name>.*?<\/org_name>/, '').replace(/<email>.*?<\/email>/, '');
    expect((await read(unnamed)).reports[0]?.org).toBe('an unnamed receiver');
  });
});

describe('files that are none, or are made to harm', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['nothing', '', /empty/],
    ['a text', 'hello world, this is no report', /not a DMARC report/],
    ['other XML', '<?xml version="1.0"?><rss></rss>', /XML, but not a DMARC report/],
    ['a mail without a report', 'From: a@example.com\r\nSubject: hi\r\n\r\nHello', /e-mail without a report/],
    ['no domain', dmarcReport({ domain: '' }), /lacks the domain/],
    ['no date', dmarcReport({ begin: 'yesterday' }), /lacks its date range/],
    [
      'entities of its own',
      xml.replace('<feedback>', '<!DOCTYPE f [<!ENTITY a "b">]><feedback>'),
      /document type/,
    ],
    [
      'an entity that reads files',
      xml.replace('?>', '?><!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      /document type/,
    ],
    ['deep nesting', `<feedback>${'<a>'.repeat(50_000)}`, /nested deeper/],
    ['a damaged gzip', gzipSync(xml).subarray(0, 40), /damaged|no DMARC report/],
    ['an empty zip', zipSync({}), /no DMARC report|archive/],
  ])('%s', async (_name, content, because) => {
    const { reports, unread } = await read(content);
    expect(reports).toEqual([]);
    expect(unread[0]?.because).toMatch(because);
  });

  it('a bomb is cut, and archives in archives end', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect((await read(bomb)).reports).toEqual([]);
    let nested: Uint8Array = bytes(xml);
    for (let depth = 0; depth < 8; depth += 1) nested = gzipSync(nested);
    expect((await read(nested)).unread[0]?.because).toMatch(/too deep/);
  });

  it('names of objects in elements do no harm', async () => {
    const evil = xml.replace(
      '<record>',
      '<__proto__><polluted>1</polluted></__proto__><constructor/><record>',
    );
    await read(evil);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reports about TLS are known as such', async () => {
    const tls = JSON.stringify({ 'organization-name': 'receiver.example', 'report-id': 'x', policies: [] });
    expect(await read(tls)).toMatchObject({ reports: [], tls: 1, unread: [] });
    expect((await read(gzipSync(tls))).tls).toBe(1);
    expect((await read(mail(gzipSync(tls), 'application/tlsrpt+gzip'))).tls).toBe(1);
  });
});
