import { Worker } from 'node:worker_threads';

/**
 * Gives a task to a thread of its own.
 * @param module the module of the thread as built, beside this file
 * @param show is given every message but the last
 */
export function inThread<Message>(
  module: string,
  task: object,
  isLast: (message: Message) => boolean,
  show: (message: Message) => void,
): Promise<Message> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./${module}`, import.meta.url), { workerData: task });
    worker.on('message', (message: Message) => {
      // What fails here fails the command, and no thread goes on for nobody.
      try {
        if (isLast(message)) resolve(message);
        else show(message);
      } catch (error) {
        reject(error);
        void worker.terminate();
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the simulation ended with code ${code}`)));
  });
}
