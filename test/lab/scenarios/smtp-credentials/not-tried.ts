import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The host to try the SMTP credentials at has no address: whether they are accepted is open',
  world(world) {
    world.smtp = { numbers: 'free', ports: { 587: {} } };
  },
  env: {
    SES_SMTP_USERNAME: 'AKIAIOSFODNN7EXAMPLE',
    SES_SMTP_PASSWORD: 'BIXyk4ZtpfVCCX8mqH1mTcF0rjMLZxYqCsQ6Qw8H1234',
  },
  command: ['--only', 'smtp-credentials*', '--try-regions', '--smtp-host', 'nowhere.example'],
  expect: {
    exitCode: 3,
    codes: [],
    statuses: { 'smtp-credentials-accepted': 'unknown' },
  },
});
