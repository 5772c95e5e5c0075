import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'A TLS report concerns mail that comes in',
  command: ['--identity', 'example.com', '--only', 'dmarc-reports', '--dmarc-report', 'tls.json'],
  files: {
    'tls.json': '{"organization-name": "receiver.example", "report-id": "1", "policies": []}',
  },
  expect: { exitCode: 0, codes: [], infos: ['dmarc-reports/tls-reports'] },
});
