require 'logger'
require 'rails'
require 'action_controller/railtie'

class App < Rails::Application
  config.eager_load = true
  config.logger = Logger.new(nil)
  config.secret_key_base = 'of no use'
  config.hosts.clear
  routes.append do
    %w[ticks beats say nothing page].each { |name| get name, to: "streams##{name}" }
  end
end

class StreamsController < ActionController::Base
  include ActionController::Live

  def ticks
    last = request.headers['Last-Event-ID'].to_i
    count = params[:count]&.to_i || 1_000_000
    stream do |sse|
      (last + 1..last + count).each do |n|
        sse.write({ n: n }, id: n, event: 'tick')
        sleep 0.01
      end
    end
  end

  def beats
    stream do |sse|
      40.times do
        response.stream.write(": beat\n\n")
        sleep 0.1
      end
      sse.write({ n: 1 }, event: 'tick')
    end
  end

  def say
    text = params[:text] * (params[:times] || 1).to_i
    stream { |sse| sse.write(text.to_json, event: params[:type]) }
  end

  def nothing
    head :no_content
    response.stream.close
  end

  def page
    render html: '<p>A page'.html_safe
    response.stream.close
  end

  private

  def stream
    response.headers['Content-Type'] = 'text/event-stream'
    # Without it, Rack would read the whole stream to make an ETag of it.
    response.headers['Last-Modified'] = Time.now.httpdate
    yield SSE.new(response.stream)
  rescue ActionController::Live::ClientDisconnected
    # The client is gone.
  ensure
    response.stream.close
  end
end

App.initialize!
run App
