import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A null MX beside one that works says nothing',
  world({ dns }) {
    Object.assign(dns.names, {
      'both.example': {
        MX: [
          { preference: 0, exchange: '.' },
          { preference: 10, exchange: 'mx.both.example' },
        ],
      },
      'mx.both.example': { A: ['192.0.2.25'] },
    });
  },
  command: ['--identity', 'example.com', '--recipient', 'someone@both.example'],
  expect: { exitCode: 0, codes: [], statuses: { 'recipient someone@both.example': 'pass' } },
});
