import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'The SMTP endpoint in the VPC answers where it has ports',
  world(world) {
    // An interface endpoint has no port 25 ("Setting up VPC endpoints with Amazon SES").
    world.smtp = {
      numbers: 'free',
      privateAddress: '10.0.3.7',
      ports: { 587: {}, 465: {}, 2587: {}, 2465: {}, 25: 'black-hole' },
    };
  },
  command: ['--only', 'smtp*', '--timeout', '8'],
  expect: { exitCode: 0, codes: [], statuses: { smtp: 'pass', 'smtp-tls': 'pass' } },
});
