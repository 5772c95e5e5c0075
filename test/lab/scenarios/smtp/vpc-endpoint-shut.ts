import { scenario } from '../../scenario.ts';

export default scenario({
  title: 'Every port of the SMTP endpoint in the VPC times out: its own security group keeps them shut',
  world(world) {
    world.smtp = {
      numbers: 'free',
      privateAddress: '10.0.3.7',
      ports: {
        587: 'black-hole',
        465: 'black-hole',
        2587: 'black-hole',
        2465: 'black-hole',
        25: 'black-hole',
      },
    };
  },
  command: ['--identity', 'example.com', '--timeout', '8'],
  expect: {
    exitCode: 1,
    codes: ['smtp/port-blocked'],
    causes: ['smtp/port-blocked'],
    says: ['10.0.3.7, an interface endpoint of the VPC', 'into the security group of the endpoint itself'],
  },
});
