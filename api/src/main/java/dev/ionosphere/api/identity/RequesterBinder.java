package dev.ionosphere.api.identity;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class RequesterBinder implements TypedRequestArgumentBinder<Requester> {

  @Override
  public Argument<Requester> argumentType() {
    return Argument.of(Requester.class);
  }

  @Override
  public BindingResult<Requester> bind(
      ArgumentConversionContext<Requester> context, HttpRequest<?> source) {
    Optional<Requester> requester = Requester.of(source);
    return () -> requester;
  }
}
