/**
 * Doubly linked lists through pages, in typed arrays. A page is in at most one list; the head is the page that was put in
 * least recently.
 */
export class PageLists {
  #next = new Int32Array(64);
  #before = new Int32Array(64);
  /** List of each page, -1: none. */
  #list = new Int8Array(64).fill(-1);
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;

  constructor(lists: number) {
    this.#heads = new Int32Array(lists).fill(-1);
    this.#tails = new Int32Array(lists).fill(-1);
  }

  /** First page of a list, or -1. */
  head(list: number): number {
    return this.#heads[list]!;
  }

  /** The list that a page is in, or -1. */
  listOf(page: number): number {
    return this.#list[page]!;
  }

  /** Moves a page to the end of a list: it is the most recent there. */
  append(page: number, list: number): void {
    if (page >= this.#list.length) this.#grow();
    this.remove(page);
    const tail = this.#tails[list]!;
    this.#before[page] = tail;
    this.#next[page] = -1;
    if (tail < 0) this.#heads[list] = page;
    else this.#next[tail] = page;
    this.#tails[list] = page;
    this.#list[page] = list;
  }

  /** Takes a page out of its list, if it is in one. */
  remove(page: number): void {
    const list = this.#list[page]!;
    if (list < 0) return;
    const [before, next] = [this.#before[page]!, this.#next[page]!];
    if (before < 0) this.#heads[list] = next;
    else this.#next[before] = next;
    if (next < 0) this.#tails[list] = before;
    else this.#before[next] = before;
    this.#list[page] = -1;
  }

  #grow(): void {
    const size = 2 * this.#list.length;
    const [next, before, list] = [new Int32Array(size), new Int32Array(size), new Int8Array(size).fill(-1)];
    next.set(this.#next);
    before.set(this.#before);
    list.set(this.#list);
    [this.#next, this.#before, this.#list] = [next, before, list];
  }
}
