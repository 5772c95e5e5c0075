import type { AwsWorld, RegionWorld } from './aws/world.ts';
import type { DnsWorld } from './dns/world.ts';
import type { SmtpWorld } from './smtp.ts';

/** Everything outside the process, as a scenario has it. Plain data, changed by the scenario before the lab starts. */
export interface World {
  aws: AwsWorld;
  /** The Region of the run: the same object as `aws.regions['eu-west-1']`. */
  region: RegionWorld;
  dns: DnsWorld;
  /** SES's SMTP endpoint, or null: the run gets --no-smtp. */
  smtp: SmtpEndpoint | null;
  /** What answers HTTP and HTTPS at a host; DNS has to lead to 127.0.0.1 there. */
  web?: Record<string, WebWorld>;
}

/** The answer to every request. */
export interface WebWorld {
  status: number;
  /** The header Server. */
  server?: string;
}

/** The SMTP endpoint of the Region, by the port that SES has it on. */
export interface SmtpEndpoint {
  ports: Record<number, SmtpWorld | 'closed' | 'black-hole'>;
  /**
   * `free`: each on a free port, which the run is told by --smtp-port. `real`: on the numbers above, at a loopback
   * address of the lab's own that DNS names; takes the right to bind ports below 1024.
   */
  numbers: 'free' | 'real';
  /** The endpoint's name leads to this private address, as that of an endpoint in a VPC does. */
  privateAddress?: string;
}

/** The Region of every scenario that does not say otherwise. */
export const homeRegion = 'eu-west-1';
