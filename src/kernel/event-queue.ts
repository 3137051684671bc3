/** Placeholder: a binary heap in typed arrays with handles; replaced by the two-tier queue. */
export class EventQueue {
  time = 0;
  target = 0;
  arg = 0;
  sequence = 0;
  length = 0;
  #heap: { time: number; sequence: number; target: number; arg: number; handle: number }[] = [];
  #dead = new Set<number>();
  #live = new Set<number>();

  push(time: number, target: number, arg: number): number {
    const handle = ++this.sequence;
    const entry = { time, sequence: handle, target, arg, handle };
    const heap = this.#heap;
    let at = heap.length;
    heap.push(entry);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up]!;
      if (parent.time <= time) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = entry;
    this.#live.add(handle);
    this.length++;
    return handle;
  }

  pop(): boolean {
    for (;;) {
      const heap = this.#heap;
      if (heap.length === 0) return false;
      const top = heap[0]!;
      const last = heap.pop()!;
      if (heap.length > 0) {
        let at = 0;
        for (;;) {
          let child = 2 * at + 1;
          if (child >= heap.length) break;
          if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
          if (!before(heap[child]!, last)) break;
          heap[at] = heap[child]!;
          at = child;
        }
        heap[at] = last;
      }
      if (this.#dead.delete(top.handle)) continue;
      this.#live.delete(top.handle);
      this.length--;
      this.time = top.time;
      this.target = top.target;
      this.arg = top.arg;
      return true;
    }
  }

  cancel(handle: number): boolean {
    if (!this.#live.delete(handle)) return false;
    this.#dead.add(handle);
    this.length--;
    return true;
  }
}

function before(a: { time: number; sequence: number }, b: { time: number; sequence: number }): boolean {
  return a.time < b.time || (a.time === b.time && a.sequence < b.sequence);
}
