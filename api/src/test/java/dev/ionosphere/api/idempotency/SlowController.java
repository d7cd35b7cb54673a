package dev.ionosphere.api.idempotency;

import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers when a test lets it, and counts. */
@Controller("/api/v1/testing-slow")
@Needs(Permission.LAUNCH_ION)
@ExecuteOn(TaskExecutors.BLOCKING)
class SlowController {

  final AtomicInteger begun = new AtomicInteger();
  final Semaphore entered = new Semaphore(0);
  final Semaphore allowed = new Semaphore(0);
  volatile boolean failing;

  @Post
  HttpResponse<?> answer() throws InterruptedException {
    int number = begun.incrementAndGet();
    entered.release();
    allowed.acquire();
    return failing ? HttpResponse.serverError(Map.of()) : HttpResponse.ok(Map.of("number", number));
  }
}
