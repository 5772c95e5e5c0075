/* A thread that puts the questions of a run to DNS. Started by dns-thread.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOf } from '../src/model/unavailable.ts';
import { dnsProbe } from '../src/probes/dns/probe.ts';
import { askedOf, type DnsSettings, type Question, type Answered } from './dns-thread.ts';

const ended = new AbortController();
const probe = dnsProbe({ ...(workerData as DnsSettings), signal: ended.signal, now: () => new Date() });

/** What is answered in one turn of the event loop goes together. */
let told: Answered[] = [];

async function put(question: Question): Promise<void> {
  const answer = await answerOf(askedOf(probe, question));
  if (told.push([question[0], answer]) > 1) return;
  setImmediate(() => {
    parentPort?.postMessage(JSON.stringify(told));
    told = [];
  });
}

// Questions, or null at the end of the run: then what is still open is answered at once.
parentPort?.on('message', (questions: readonly Question[] | null) => {
  if (questions === null) ended.abort();
  else for (const question of questions) void put(question);
});
