import type { Finding, Report } from '../../src/model/report.ts';

/** What a DNS record, a banner, a template or a bounce may hold, by what it is after. */
export const attacks: Readonly<Record<string, string>> = {
  'terminal escapes':
    '\u001b[2J\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007\u009b31m\u0090q\u009c',
  'bidirectional controls': 'safe\u202Eelpmaxe\u2066.\u2069\u200f\u061c\u200b\ufeff',
  'control characters': 'a\u0000b\u0008c\u000bd\u001fe\u007ff\u0085g\u2028h\u2029i\ufffe\uffffj\r\nk\rl\nm',
  'lone surrogates': '\ud800 and \udfff and \udc00\ud800',
  html: '</p></style><script>document.title="run"</script><img src=https://evil.example/x.png onerror="document.title=1"><a href="javascript:alert(1)">x</a><iframe src=https://evil.example></iframe>\' onmouseover=\'alert(1)',
  xml: ']]><!-- --> <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]> &e; &#x1b; <?php ?> "\'',
  markdown:
    '# Heading [click](javascript:alert(1)) ![image](https://evil.example/x.png) **bold** `code` ``` | cell | <b>bold</b> <https://evil.example> https://evil.example www.evil.example @someone #1 ~~gone~~ &copy; \\',
  'markdown blocks':
    '- item\n\n1. item\n\n> quote\n\n---\n\n    code\n\n```\nfence\n```\n\n| a | b |\n| - | - |\n',
  'a list item': '1. item',
  'a rule': '---',
  sarif: '[click](https://evil.example) {0} {{x}} \\[',
  'workflow commands':
    '\n::error title=x::y\n::stop-commands::z\r::set-env name=PATH::.%0A::add-path::.\n##[error]x ##vso[task.setvariable variable=a]b',
  'a very long word': 'x'.repeat(100_000),
  'a very long line': 'word and '.repeat(20_000),
  'very many lines': 'a\n'.repeat(20_000),
};

/** A report that quotes an attack wherever it can. Only codes, ids and titles are our own words. */
export function hostileReport(attack: string): Report {
  const finding = (severity: Finding['severity'], code: string, over: Partial<Finding> = {}): Finding => ({
    code,
    severity,
    subject: attack,
    basis: 'live',
    summary: `A record says ${attack}.`,
    impact: attack,
    evidence: [
      { what: attack, expected: attack, actual: attack, source: attack },
      { what: 'nothing', expected: null, actual: '', source: null },
    ],
    fix: [
      {
        text: attack,
        owner: 'dns',
        command: attack,
        record: { name: attack, type: 'TXT', value: attack, ttl: 300, panelName: attack },
      },
    ],
    references: [attack, 'javascript:alert(1)', 'https://docs.aws.amazon.com/ses/'],
    explains: [],
    distinguish: attack,
    counts: true,
    ignored: null,
    ...over,
  });
  const check = {
    title: 'The sender is sound',
    subject: attack,
    durationMs: 1,
    because: null,
    flag: null,
    observed: attack,
    accepted: null,
    gauges: [],
    findings: [],
    unanswered: [],
  };
  const missed = { question: attack, reason: 'timeout', message: attack, action: null, counts: true };
  const count = { key: attack, count: 3, first: attack, last: attack, samples: [attack] };
  return {
    schema: 1,
    tool: { name: 'ses-doctor', version: '1.0.0' },
    command: 'check',
    takenAt: '2026-11-21T20:00:00.000Z',
    durationMs: 12,
    target: { region: attack, identities: [attack], recipients: [attack] },
    verdict: 'fail',
    exitCode: 1,
    causes: ['dkim/wrong-target', 'spf/missing'],
    refuted: [{ code: 'bounce/full', subject: attack, quote: attack, because: attack }],
    notes: [attack],
    gate: {
      expiredIgnores: [attack],
      unusedIgnores: [attack],
      added: [attack],
      gone: [attack],
      notLookedAt: [attack],
    },
    summary: {
      events: 3,
      first: attack,
      last: attack,
      byCode: [count],
      byReceiver: [count],
      byList: [count],
      byIp: [count],
      byAddress: [count],
      errorBound: 1,
    },
    problems: [],
    extras: [{ question: attack, reason: 'timeout', message: attack, action: null, checks: ['dkim'] }],
    chain: [{ fact: 'dkim-records', subject: attack, durationMs: 3 }],
    lookedAt: true,
    stages: [
      {
        id: 'inbox',
        question: 'Does the receiver trust it?',
        checks: [
          {
            ...check,
            id: 'dkim',
            status: 'fail',
            findings: [
              finding('error', 'dkim/wrong-target', { explains: ['spf/missing'] }),
              finding('warning', 'spf/missing', { ignored: { reason: attack, expires: null } }),
              finding('info', 'dmarc/missing', { basis: 'read' }),
            ],
            gauges: [
              {
                title: attack,
                unit: 'percent',
                value: 3,
                limits: [{ label: attack, value: 5 }],
                points: [
                  { at: attack, value: 1 },
                  { at: attack, value: 3 },
                ],
              },
            ],
          },
          { ...check, id: 'spf', status: 'unknown', because: attack, unanswered: [missed] },
          { ...check, id: 'dmarc', status: 'skipped', because: attack, flag: null },
          { ...check, id: 'message', status: 'crash', because: attack },
          {
            ...check,
            id: 'bounce',
            status: 'unknown',
            because: attack,
            unanswered: [missed],
            accepted: { reason: attack, expires: null },
          },
        ],
      },
    ],
  };
}
