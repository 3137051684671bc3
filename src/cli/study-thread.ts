import { parentPort, workerData } from 'node:worker_threads';
import { answerStudy, type FromStudyThread, type StudyTask } from './study-protocol.ts';

const send = (message: FromStudyThread): void => parentPort!.postMessage(message);
send(answerStudy(workerData as StudyTask, send));
