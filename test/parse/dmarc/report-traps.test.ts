import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { Collected } from '../../../src/parse/dmarc-report/collected.ts';
import { readReportFile } from '../../../src/parse/dmarc-report/files.ts';
import { parseReports } from '../../../src/parse/dmarc-report/report.ts';
import { dmarcReport } from '../../support/dmarc-report.ts';

const read = (content: string | Uint8Array) =>
  readReportFile('report', typeof content === 'string' ? Buffer.from(content) : content);
const xml = dmarcReport();
const two = dmarcReport({ rows: [{}, { ip: '54.240.4.8', count: 7 }] });
const why = async (content: string | Uint8Array) =>
  (await read(content)).unread.map(({ because }) => because);
const rowsOf = async (content: string | Uint8Array) =>
  (await read(content)).reports.flatMap(({ rows }) => rows.map(({ ip, count }) => `${ip} ${String(count)}`));

function mailWith(
  part: string,
  { type = 'text/xml', coding = '7bit' }: { type?: string; coding?: string } = {},
): string {
  return [
    'Received: from mx.receiver.example by mx.example.com; Mon, 16 Nov 2026 10:00:00 +0000',
    'From: noreply@receiver.example',
    'Subject: Report Domain: example.com',
    'MIME-Version: 1.0',
    `Content-Type: ${type}; name="receiver.example!example.com!1794787200!1794873599.xml"`,
    `Content-Transfer-Encoding: ${coding}`,
    'Content-Disposition: attachment',
    '',
    part,
    '',
  ].join('\r\n');
}
const quotedPrintable = (text: string): string =>
  text.replaceAll('=', '=3D').replaceAll(/(.{60})/g, '$1=\r\n');

describe('reports as receivers write them', () => {
  it.each<[string, string | Uint8Array]>([
    ['an address in brackets, which breaks the tree', xml.replace('<email>dmarc@', '<email><dmarc@')],
    ['a name with marks in it', xml.replace('<org_name>', '<org_name>Mail <b> & Co ')],
    [
      'an end of the report id that is none',
      xml.replace('<report_id>r-1</report_id>', '<report_id>r-1/report_id>'),
    ],
    [
      'a schema that is never closed in front',
      xml.replace('<feedback>', '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">\n<feedback>'),
    ],
    ['names in capitals', xml.replaceAll(/<\/?[a-z_]+/g, (tag) => tag.toUpperCase())],
    ['verdicts in capitals', xml.replaceAll('>pass<', '>PASS<')],
    ['UTF-16 without its mark', Buffer.from(xml.replace(/^.*\n/, ''), 'utf16le')],
    ['UTF-16 of the other order', Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()],
    ['a byte that is no UTF-8', Buffer.from(xml.replace('receiver.example<', 'x\u0091y<'), 'latin1')],
    ['pct beyond all bounds', xml.replace('<pct>100<', '<pct>99999999999999999999<')],
    ['no pct, adkim and aspf', xml.replace(/<adkim>.*<\/aspf>/, '').replace(/<pct>.*<\/pct>/, '')],
    [
      'no version, and an extension',
      xml.replace('<record>', '<extension><x y="1">z</x></extension><record>'),
    ],
    [
      'the members that RFC 9990 adds',
      xml.replace(
        '<pct>100</pct>',
        '<np>none</np><testing>n</testing><discovery_method>treewalk</discovery_method>',
      ),
    ],
    ['disposition pass (RFC 9990)', xml.replace('>none</disposition>', '>pass</disposition>')],
    ['an empty reason', dmarcReport({ rows: [{ reasons: '<reason><type></type><comment/></reason>' }] })],
    ['a record without identifiers', xml.replace(/<identifiers>.*<\/identifiers>/, '')],
    ['a From that is no domain', dmarcReport({ rows: [{ from: 'bad\u2018byte' }] })],
    ['a result without a domain', dmarcReport({ rows: [{ results: '<spf><scope>helo</scope></spf>' }] })],
    ['a policy that stands twice', xml.replace(/(<policy_published>.*<\/policy_published>)/, '$1$1')],
    ['metadata that stand twice', xml.replace(/(<report_metadata>.*<\/report_metadata>)/, '$1$1')],
    [
      'the policy behind the rows',
      xml.replace(/(<policy_published>.*<\/policy_published>)(.*)(<\/feedback>)/s, '$2$1$3'),
    ],
    [
      'a comment over several lines with a record in it',
      xml.replace('<record>', '<!--\n<record>\n--><record>'),
    ],
    ['a mail whose one part is the XML', mailWith(xml)],
    [
      'a mail with the XML in quoted-printable',
      mailWith(quotedPrintable(xml), { coding: 'quoted-printable' }),
    ],
    [
      'a mail whose one part is a gzip with a name in it',
      mailWith(Buffer.from(gzipSync(xml)).toString('base64'), { type: 'application/gzip', coding: 'base64' }),
    ],
    ['a gzip called zip', gzipSync(xml)],
    ['a zip that only stores', zipSync({ 'r.xml': [strToU8(xml), { level: 0 }] })],
    ['a zip with a folder', zipSync({ reports: { 'r.xml': strToU8(xml) } })],
    ['a mail in a gzip', gzipSync(mailWith(xml))],
    ['a mail behind an empty line', `\n${mailWith(xml)}`],
  ])('%s', async (_name, content) => {
    const { reports, unread } = await read(content);
    expect(unread).toEqual([]);
    expect(reports).toMatchObject([
      {
        ...{ domain: 'example.com', begin: 1_794_787_200, end: 1_794_873_599, policy: 'reject', cut: false },
        rows: [{ ip: '54.240.4.7', count: 100, headerFrom: 'example.com', dkimAligned: true }],
      },
    ]);
  });

  it('several results, rows and parts of results are all counted', async () => {
    const record = /<row>.*?<\/row>/.exec(xml)?.[0] ?? '';
    const twice = xml.replace(record, record + record.replace('54.240.4.7', '54.240.4.8'));
    expect(await rowsOf(twice)).toEqual(['54.240.4.7 100', '54.240.4.8 100']);
    const parted = xml.replace(
      '<auth_results>',
      '<auth_results><dkim><domain>a.example</domain></dkim></auth_results><auth_results>',
    );
    expect((await read(parted)).reports[0]?.rows[0]?.dkim.map(({ domain }) => domain)).toEqual([
      'a.example',
      'example.com',
      'amazonses.com',
    ]);
  });

  it('several reports one behind the other, in one file, archive or mailbox', async () => {
    const other = dmarcReport({ id: 'r-2' });
    const ids = async (content: string | Uint8Array) => (await read(content)).reports.map(({ id }) => id);
    expect(await ids(xml + other)).toEqual(['r-1', 'r-2']);
    const many = Object.fromEntries(
      Array.from({ length: 120 }, (_, index) => [
        `${String(index)}.xml`,
        strToU8(dmarcReport({ id: `r-${String(index)}` })),
      ]),
    );
    expect(await ids(zipSync(many))).toHaveLength(120);
    const mailbox = [mailWith(xml), mailWith(other)]
      .map((mail) => `From MAILER-DAEMON Mon Nov 16 10:00:00 2026\n${mail}\n`)
      .join('\n');
    expect(await ids(mailbox)).toEqual(['r-1', 'r-2']);
  });
});

describe('what of a report is lost', () => {
  it.each<[string, string, readonly string[], RegExp]>([
    [
      'the end within a record',
      two.slice(0, two.lastIndexOf('<count>7') + 8),
      ['54.240.4.7 100'],
      /ends early: only its first row counts/,
    ],
    [
      'the end between two records',
      two.slice(0, two.lastIndexOf('<record>')),
      ['54.240.4.7 100'],
      /ends early/,
    ],
    [
      'the end within the first record',
      two.slice(0, two.indexOf('<count>')),
      [],
      /ends early, before the end of its first row/,
    ],
    [
      'an address that is none',
      two.replace('54.240.4.8', 'unknown'),
      ['54.240.4.7 100'],
      /1 row that cannot be read/,
    ],
    ['a count that is none', two.replace('<count>7<', '<count>1,234<'), ['54.240.4.7 100'], /cannot be read/],
    ['a negative count', two.replace('<count>7<', '<count>-7<'), ['54.240.4.7 100'], /cannot be read/],
    [
      'a count beyond all bounds',
      two.replace('<count>7<', `<count>${'9'.repeat(40)}<`),
      ['54.240.4.7 100'],
      /cannot be read/,
    ],
    [
      'a record without its end',
      two.replace('</record><record>', '<record>'),
      ['54.240.4.8 7'],
      /cannot be read/,
    ],
    [
      'a record without a row',
      two.replace(/<row>(?!.*<row>).*<\/row>/, ''),
      ['54.240.4.7 100'],
      /cannot be read/,
    ],
  ])('is told: %s', async (_name, content, rows, because) => {
    expect(await rowsOf(content)).toEqual(rows);
    const { unread } = await read(content);
    expect(unread).toMatchObject([{ damaged: true }]);
    expect(unread[0]?.because).toMatch(because);
  });

  it('is told of archives that end early, and what was whole counts', async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => ({
      ip: `54.240.${String(index >> 8)}.${String(index & 255)}`,
    }));
    const long = dmarcReport({ rows });
    const cut = gzipSync(long);
    const { reports, unread } = await read(cut.subarray(0, Math.floor(cut.length * 0.7)));
    expect(reports[0]?.rows.length).toBeGreaterThan(100);
    expect(reports[0]?.rows.length).toBeLessThan(3000);
    expect(unread[0]?.because).toMatch(/ends early/);
  });

  it('is told of a damaged report beside a good one, and a text beside it is nothing', async () => {
    const broken = two.slice(0, two.indexOf('<policy_published>'));
    const zip = zipSync({ 'a.xml': strToU8(xml), 'b.xml': strToU8(broken), 'read me': strToU8('hello') });
    expect(await why(zip)).toEqual([expect.stringMatching(/lacks the domain of the policy, and ends early/)]);
  });

  it('is told of rows beyond the most that are read', () => {
    const record = /<record>.*<\/record>/.exec(xml)?.[0] ?? '';
    expect(parseReports(xml.replace(record, record.repeat(13)), 10)).toMatchObject([
      {
        report: { rows: Array.from({ length: 10 }, () => ({ count: 100 })) },
        lost: ['has 3 rows that follow the first 10, and are left out'],
      },
    ]);
  });

  it('is told of files beyond the most in an archive', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2005 }, (_, index) => [
        String(index),
        strToU8(dmarcReport({ id: `r-${String(index)}` })),
      ]),
    );
    const { reports, unread } = await read(zipSync(many, { level: 1 }));
    expect(reports).toHaveLength(2000);
    expect(unread).toMatchObject([{ damaged: true }]);
  });

  it('a report of no messages, or of rows of none, is whole', async () => {
    expect(await why(dmarcReport({ rows: [] }))).toEqual([]);
    expect(await rowsOf(dmarcReport({ rows: [{ count: 0 }] }))).toEqual([]);
    expect(await why(dmarcReport({ rows: [{ count: 0 }] }))).toEqual([]);
  });
});

describe('mail that is no aggregate report', () => {
  it('a failure report about one message is known as such', async () => {
    const failure = [
      'From: dmarc@receiver.example',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'A message failed.',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: auth-failure',
      'Version: 1',
      '--b--',
      '',
    ].join('\r\n');
    expect(await why(failure)).toEqual([expect.stringMatching(/failure report about one message/)]);
  });

  it('a gzip of a word', async () => {
    expect(await why(gzipSync('unused'))).toEqual([expect.stringMatching(/not a DMARC report/)]);
  });
});

describe('reports that are put together', () => {
  const report = (id: string, rows: number, begin = 1_794_787_200, passes = true) => ({
    ...{ org: 'receiver.example', id, domain: 'example.com', begin, end: begin + 86_399, policy: 'reject' },
    cut: false,
    rows: Array.from({ length: rows }, (_, index) => ({
      ...{
        ip: `54.240.4.${String(index)}`,
        count: 2,
        disposition: null,
        dkimAligned: passes,
        spfAligned: null,
      },
      ...{ reasons: [], headerFrom: 'example.com', dkim: [], spf: [] },
    })),
  });
  const collect = (most: number, reports: readonly ReturnType<typeof report>[]) => {
    const collected = new Collected(most);
    for (const one of reports) collected.add({ reports: [one], tls: 0, unread: [] });
    return collected.result();
  };
  const messages = ({ reports }: { reports: readonly ReturnType<typeof report>[] }) =>
    reports.reduce((sum, { rows }) => sum + rows.reduce((part, { count }) => part + count, 0), 0);
  const day = 86_400;

  it('lose nothing while rows of mail that passes fit into weeks', () => {
    const daily = Array.from({ length: 7 }, (_, index) =>
      report(`r-${String(index)}`, 50, 1_794_787_200 + index * day),
    );
    const kept = collect(100, daily);
    expect(kept).toMatchObject({ left: 0, repeated: 0 });
    expect(kept.reports).toHaveLength(7);
    expect(messages(kept as never)).toBe(7 * 50 * 2);
    expect(kept.reports.flatMap(({ rows }) => rows).length).toBeLessThanOrEqual(100);
  });

  it('tell how many rows are left out where they do not fit', () => {
    const kept = collect(100, [report('a', 80), report('b', 80, 1_794_787_200 + 7 * day)]);
    expect(kept).toMatchObject({ left: 60 });
    expect(messages(kept as never)).toBe(200);
  });

  it('keep each row of mail that fails', () => {
    const kept = collect(100, [report('a', 80, undefined, false), report('b', 80, undefined, false)]);
    expect(kept).toMatchObject({ left: 60 });
  });

  it('count once what was given twice, and tell reports without an id apart by what they say', () => {
    expect(collect(100, [report('a', 3), report('a', 3)])).toMatchObject({ repeated: 1 });
    expect(collect(100, [report('', 3), report('', 4)]).reports).toHaveLength(2);
  });

  it('name the first files that cannot be read, and count the others', () => {
    const collected = new Collected();
    for (let index = 0; index < 30; index += 1)
      collected.add({ reports: [], tls: 0, unread: [{ file: String(index), because: 'is empty' }] });
    expect(collected.result()).toMatchObject({ unreadMore: 10 });
  });
});
