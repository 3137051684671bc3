// The workloads on std::priority_queue: the unit in which the event kernel is measured.
//   g++ -O3 -march=native -std=c++20 yardstick.cpp -o yardstick; ./yardstick W2 1000 2000000
// Same generator, same draws in the same order and the same arrays as the models in workloads/, so the check values agree.
#include <sys/resource.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <string>
#include <vector>

namespace {

// xoshiro128** (Blackman, Vigna), seeded by a 32-bit splitmix
class Random {
 public:
  explicit Random(uint32_t seed) {
    for (auto& word : state_) {
      seed += 0x9e3779b9u;
      uint32_t z = seed ^ (seed >> 16);
      z *= 0x21f0aaadu;
      z ^= z >> 15;
      z *= 0x735a2d97u;
      word = z ^ (z >> 15);
    }
  }
  uint32_t word() {
    const uint32_t result = rotate(state_[1] * 5, 7) * 9;
    const uint32_t shifted = state_[1] << 9;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 11);
    return result;
  }
  double exponential() { return -std::log((word() + 0.5) / 4294967296.0); }

 private:
  static uint32_t rotate(uint32_t x, int bits) { return (x << bits) | (x >> (32 - bits)); }
  std::array<uint32_t, 4> state_;
};

struct Event {
  double time;
  uint64_t sequence;
  uint32_t kind, subject;
  bool operator<(const Event& other) const { return time > other.time || (time == other.time && sequence > other.sequence); }
};

class Events {
 public:
  void schedule(double time, uint32_t kind, uint32_t subject) { queue_.push({time, sequence_++, kind, subject}); }
  Event next() {
    const Event event = queue_.top();
    queue_.pop();
    return event;
  }

 private:
  std::priority_queue<Event> queue_;
  uint64_t sequence_ = 0;
};

double userSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_utime.tv_usec * 1e-6;
}

struct Result {
  double seconds, check;
};

constexpr long kSettling = 200000;

Result mm1(long customers) {
  enum { Arrival, Departure };
  Events events;
  Random random(1);
  constexpr uint32_t kMask = 65535;
  std::vector<double> arrivals(kMask + 1);
  uint32_t first = 0, last = 0;
  long left = customers, served = 0;
  double sojourn = 0;
  const double start = userSeconds();
  events.schedule(random.exponential() * 1.25, Arrival, 0);
  while (served < customers) {
    const Event event = events.next();
    if (event.kind == Arrival) {
      arrivals[last++ & kMask] = event.time;
      if (last - first == 1) events.schedule(event.time + random.exponential(), Departure, 0);
      if (--left > 0) events.schedule(event.time + random.exponential() * 1.25, Arrival, 0);
    } else {
      sojourn += event.time - arrivals[first++ & kMask];
      served++;
      if (first != last) events.schedule(event.time + random.exponential(), Departure, 0);
    }
  }
  return {userSeconds() - start, sojourn / customers};
}

Result hold(long n, long operations) {
  Events events;
  Random random(1);
  Event event{};
  const auto again = [&](long times) {
    for (; times > 0; times--) {
      event = events.next();
      events.schedule(event.time + random.exponential(), 0, event.subject);
    }
  };
  for (long i = 0; i < n; i++) events.schedule(random.exponential(), 0, i);
  again(std::max(n, kSettling));
  const double start = userSeconds();
  again(operations);
  return {userSeconds() - start, event.time};
}

// `atArrival`: the time at the disk is drawn when the client comes there, not when its service begins
Result closedNetwork(long operations, bool atArrival) {
  enum { Thought, Transferred, Sought };
  constexpr uint32_t kClients = 64, kDisks = 8;
  constexpr double kTransfer = 0.05, kSeek = 5;
  Events events;
  Random random(1);
  uint8_t bus[2 * kClients], disks[kDisks][kClients], diskOf[kClients] = {};
  uint32_t busFirst = 0, busLast = 0, diskFirst[kDisks] = {}, diskLast[kDisks] = {};
  bool busBusy = false, diskBusy[kDisks] = {}, returning[kClients] = {};
  double demand[kClients] = {}, now = 0;
  long done = 0;
  const auto enterBus = [&](uint32_t client) {
    if (busBusy) bus[busLast++ & (2 * kClients - 1)] = client;
    else {
      busBusy = true;
      events.schedule(now + kTransfer, Transferred, client);
    }
  };
  const auto seek = [&](uint32_t client) {
    events.schedule(now + (atArrival ? demand[client] : kSeek * random.exponential()), Sought, client);
  };
  const auto enterDisk = [&](uint32_t client) {
    const uint32_t disk = diskOf[client] = random.word() >> 29;
    if (atArrival) demand[client] = kSeek * random.exponential();
    if (diskBusy[disk]) disks[disk][diskLast[disk]++ & (kClients - 1)] = client;
    else {
      diskBusy[disk] = true;
      seek(client);
    }
  };
  const double start = userSeconds();
  for (uint32_t client = 0; client < kClients; client++) events.schedule(random.exponential(), Thought, client);
  while (done < operations) {
    const Event event = events.next();
    const uint32_t client = event.subject;
    now = event.time;
    if (event.kind == Thought) {
      returning[client] = false;
      enterBus(client);
    } else if (event.kind == Transferred) {
      if (busFirst == busLast) busBusy = false;
      else events.schedule(now + kTransfer, Transferred, bus[busFirst++ & (2 * kClients - 1)]);
      if (!returning[client]) enterDisk(client);
      else {
        done++;
        events.schedule(now + random.exponential(), Thought, client);
      }
    } else {
      const uint32_t disk = diskOf[client];
      if (diskFirst[disk] == diskLast[disk]) diskBusy[disk] = false;
      else seek(disks[disk][diskFirst[disk]++ & (kClients - 1)]);
      returning[client] = true;
      enterBus(client);
    }
  }
  return {userSeconds() - start, done / now};
}

// priority_queue cannot cancel: a time-out that was set anew is recognised when it comes up
Result timeouts(long n, long operations) {
  enum { Work, Timeout };
  Events events;
  Random random(1);
  std::vector<uint32_t> latest(n, 0), entityOf(operations + kSettling + 1);
  uint32_t generation = 0;
  long works = 0, timedOut = 0;
  for (long i = 0; i < n; i++) events.schedule(random.exponential(), Work, i);
  double start = 0;
  while (works < operations + kSettling) {
    const Event event = events.next();
    if (event.kind == Work) {
      if (++works == kSettling + 1) start = userSeconds();
      entityOf[++generation] = event.subject;
      latest[event.subject] = generation;
      events.schedule(event.time + 10 * random.exponential(), Timeout, generation);
      events.schedule(event.time + random.exponential(), Work, event.subject);
    } else if (latest[entityOf[event.subject]] == event.subject) {
      timedOut++;
      latest[entityOf[event.subject]] = 0;
    }
  }
  return {userSeconds() - start, static_cast<double>(timedOut) / works};
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  const std::string workload = arguments[1];
  const long n = std::atol(arguments[2]), operations = std::atol(arguments[3]);
  Result result{};
  if (workload == "W1") result = mm1(operations);
  else if (workload == "W2") result = hold(n, operations);
  else if (workload == "W3") result = closedNetwork(operations, false);
  else if (workload == "W3-arrival") result = closedNetwork(operations, true);
  else if (workload == "W4") result = timeouts(n, operations);
  else return 2;
  std::printf("{\"nsPerOperation\":%.3f,\"check\":%.12g}\n", result.seconds * 1e9 / operations, result.check);
}
