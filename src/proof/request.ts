import type { ScenarioName } from '../knowledge/simulator.ts';

/** What `test` was told to do, parsed and validated. */
export interface TestRequest {
  /** The sender: an address. */
  from: string;
  scenarios: readonly ScenarioName[];
  /** The address of --to, which the user agreed to; null: the simulator alone. */
  to: string | null;
  configurationSet: string | null;
  tenant: string | null;
  /** The name of a stored template. */
  template: string | null;
  /** JSON for the template, or null. */
  templateData: string | null;
  via: 'api' | 'smtp';
  /** Listen with a queue of our own. */
  tap: boolean;
  /** Read what a stream writes to its bucket. */
  readBucket: boolean;
  dryRun: boolean;
  /** Send although a check says that it cannot work. */
  force: boolean;
}
