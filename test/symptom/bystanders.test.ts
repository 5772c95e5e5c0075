import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apartFromBystanders } from '../../src/symptom/observe/bystanders.ts';
import { readSymptom } from '../../src/symptom/reader.ts';

interface One {
  text: string;
  reads: readonly string[];
}
const folder = 'test/symptom/texts';
const texts = readdirSync(folder)
  .filter((name) => /^fresh-9\d\.json$/u.test(name))
  .flatMap((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as readonly One[]);

/** Lines of programs that have nothing to do with mail, as several of them write them. */
const logs: Readonly<Record<string, readonly string[]>> = {
  'a web server': [
    '10.0.4.76 - - [18/May/2026:00:13:28 +0000] "GET /assets/app.js HTTP/1.1" 200 17897 "-" "Mozilla/5.0"',
    '10.0.3.221 - - [11/May/2026:02:13:22 +0000] "GET /orders/5512 HTTP/1.1" 502 28498 "-" "Mozilla/5.0"',
    '10.0.7.9 - - [11/May/2026:05:17:23 +0000] "POST /api/cart HTTP/1.1" 499 89890 "-" "curl/8.5.0"',
  ],
  'the daemons of a host': [
    'May 13 06:39:28 web-02 sshd[801]: Failed password for invalid user oracle from 203.0.113.80 port 55021 ssh2',
    'May 16 03:11:15 web-02 CRON[5512]: (root) CMD (/usr/local/bin/rotate)',
    'May 14 08:23:53 web-02 dockerd[700]: level=warning msg=health-check-failed container=cache',
  ],
  'a data base': [
    '2026-05-18 03:31:52.841 UTC [9840] ERROR:  canceling statement due to statement timeout',
    '2026-05-17 08:29:18.402 UTC [985] FATAL:  terminating connection due to administrator command',
  ],
  Kubernetes: [
    'I0402 09:10:11.123456       1 leaderelection.go:248] successfully acquired lease',
    'W0402 09:10:12.123456       1 reflector.go:533] failed to list *v1.Node: Unauthorized',
    'E0402 09:10:13.123456       1 controller.go:114] sync "web" failed: image pull backoff',
  ],
};

describe.each(Object.entries(logs))('lines of %s around a text', (_, lines) => {
  it('change hardly any verdict', () => {
    const changed = texts.filter(({ text, reads }) => {
      const { candidates } = readSymptom([...lines, text, ...lines].join('\n'));
      return !reads.includes(candidates[0]?.code ?? '');
    });
    expect(texts.length).toBeGreaterThan(350);
    expect(changed.length / texts.length).toBeLessThan(0.01);
  });

  it('take the all-clear away where one of them failed, and diagnose nothing', () => {
    const sent = 'ses: 250 Ok 0102019c0a0b0c0d-12345678-aaaa-bbbb-cccc-1234567890ab-000000';
    const failed = lines.filter((line) => /fail|ERROR|FATAL/u.test(line));
    const codes = readSymptom([...lines, sent, ...lines].join('\n')).candidates.map(({ code }) => code);
    expect(codes).toEqual([failed.length > 0 ? 'send/unrecognised' : 'send/no-failure']);
  });

  it('stay where a line of the same program is of mail, and where nothing else is', () => {
    expect(apartFromBystanders([...lines, ...lines]).bystanders).toEqual([]);
    const own = `${lines[0] ?? ''} smtp`;
    const { lines: kept } = apartFromBystanders([...lines, own, 'mail']);
    expect(kept).toEqual(expect.arrayContaining([lines[0], own, 'mail']));
  });
});
