import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * What takes longest, the longest first: it starts first, so that no worker is left with one of them when the others are
 * done. The others start as Vitest would have it, the larger file first.
 */
const longest: readonly string[] = [
  'test/survey/accounts.test.ts',
  'test/scenarios/faults.test.ts',
  'test/scenarios/scenarios.test.ts',
  'test/survey/same-as-check.test.ts',
  'test/scenarios/faults-dns.test.ts',
  'test/scenarios/faults-dns-worlds.test.ts',
  'test/proof/moto.test.ts',
  'test/survey/recipients.test.ts',
  'test/survey/killed.test.ts',
  'test/symptom/metamorphic.test.ts',
  'test/symptom/symptom.test.ts',
  'test/render/hostile.test.ts',
  'test/survey/state.test.ts',
  'test/proof/refused-hops.test.ts',
  'test/history/athena-hostile.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((path) => moduleId.endsWith(`/${path}`));
      return place === -1 ? longest.length : place;
    };
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    sequence: { sequencer: LongestFirst },
    // No test changes what another one sees, so that each module is loaded once and not once for each of the files.
    // Processes, not threads: Node 20 aborts when a thread ends while a UDP answer is on its way.
    pool: 'forks',
    isolate: false,
    // More than there are cores: half of the time a test waits, for a rate that SES allows or somebody who never answers.
    maxWorkers: availableParallelism() + 3,
    // Much of what a test makes dies young: a larger nursery takes a twentieth off the CPU of a run.
    execArgv: ['--max-semi-space-size=64'],
    env: {
      // Nothing that runs here may look for credentials on the machine.
      AWS_EC2_METADATA_DISABLED: 'true',
      // The SDK's notice about Node 20 is for whoever builds this program.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
    // For what hangs; a machine that is ten times slower passes too.
    testTimeout: 180_000,
    hookTimeout: 360_000,
  },
});
