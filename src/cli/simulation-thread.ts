import { parentPort, workerData } from 'node:worker_threads';
import { runScenario } from '../study/run.ts';
import { answer, type FromThread, type Task } from './thread-protocol.ts';

const send = (message: FromThread): void => parentPort!.postMessage(message);
send(answer(workerData as Task, runScenario, send));
